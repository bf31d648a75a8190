package org.smtpra.delivery;

import java.util.Optional;
import java.util.Set;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.Credentials;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.HostOutlook;
import org.smtpra.host.HostRegistry;

/** What a caller is told when no host may be tried for it now. */
final class NoHost {

  private final HostRegistry hosts;
  private final SignOn signOn;

  NoHost(HostRegistry hosts, SignOn signOn) {
    this.hosts = hosts;
    this.signOn = signOn;
  }

  SmtpFailure failure(Optional<Credentials> borrower, Set<String> excluded) {
    boolean everyoneRefused =
        hosts.conditions().stream()
            .filter(condition -> !excluded.contains(condition.host().endpointKey()))
            .allMatch(condition -> signOn.standingAgainst(condition.host(), borrower).isPresent());
    Optional<SmtpFailure> refusal =
        hosts.conditions().stream()
            .flatMap(condition -> signOn.standingAgainst(condition.host(), borrower).stream())
            .findFirst();
    return everyoneRefused && refusal.isPresent()
        ? refusal.get()
        : failure(hosts.outlook(signOn.eligible(borrower, excluded)));
  }

  /** A failure by which the adapter knows that waiting without a lease may help. */
  private static SmtpFailure failure(HostOutlook outlook) {
    SmtpFailureClassification what =
        FailureTable.before(SmtpSendStage.ACQUIRE, FailureCause.NO_HOST_AVAILABLE);
    return new SmtpFailure(
        "no host may be tried now: " + outlook.why(),
        outlook.pause().map(what::withRetryAfter).orElse(what),
        null);
  }
}
