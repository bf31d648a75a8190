package org.smtpra.testkit.chaos.law;

import java.util.List;
import java.util.stream.Stream;

/** Something that must be true after every run. */
public interface Law {

  /** Every law there is. */
  List<Law> ALL =
      List.of(
          new EveryCallReturns(),
          new ExactlyOneCopy(),
          new RecipientsAsStated(),
          new CanonicalOctets(),
          new RelayedUnchanged(),
          new ExclusiveSessions(),
          new SessionsWithinPool(),
          new OneUnknownPerConnection(),
          new BoundedWaits(),
          new DownHostLeftAlone(),
          new BetterTierServes(),
          new WrongPasswordSeldom(),
          new OwnPasswordOnly(),
          new GoodConduct(),
          new CountersAgree(),
          new FiguresAddUp(),
          new NothingLeft(),
          new MailGoesOn());

  /** What is wrong in this record; empty if nothing is. */
  Stream<Violation> violations(RunRecord record);

  /** What is wrong by any law. */
  static List<Violation> allViolations(RunRecord record) {
    return ALL.stream().flatMap(law -> law.violations(record)).toList();
  }
}
