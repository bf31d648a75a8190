package org.smtpra.testkit.chaos.law;

import java.util.List;
import java.util.stream.Stream;

/** There are never more sessions than the pool may have, by the servers' view. */
final class SessionsWithinPool implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    int most = record.pool().mostSessions();
    List<Integer> tooMany = record.pool().openings().stream().filter(open -> open > most).toList();
    return tooMany.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Violation.of(
                this,
                tooMany.size()
                    + " of "
                    + record.pool().openings().size()
                    + " connections were opened while others held the "
                    + most
                    + " that are allowed; open were then up to "
                    + tooMany.stream().mapToInt(Integer::intValue).max().orElse(0)));
  }
}
