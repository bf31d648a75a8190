package org.smtpra.testkit.chaos.law;

import java.util.stream.Stream;

/** A pool that was closed leaves no thread, no session and no lease behind. */
final class NothingLeft implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.pool().left().stream().map(what -> Violation.of(this, "left behind: " + what));
  }
}
