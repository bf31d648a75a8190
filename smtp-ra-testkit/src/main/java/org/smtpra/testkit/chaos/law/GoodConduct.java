package org.smtpra.testkit.chaos.law;

import java.util.stream.Stream;

/** The client keeps to the rules of the protocol; above all, no AUTH in clear text. */
final class GoodConduct implements Law {

  @Override
  public Stream<Violation> violations(RunRecord record) {
    return record.hosts().stream()
        .flatMap(
            host ->
                host.breaches().stream()
                    .map(breach -> Violation.of(this, host.endpointKey() + ", " + breach)));
  }
}
