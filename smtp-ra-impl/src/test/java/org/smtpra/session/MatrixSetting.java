package org.smtpra.session;

import java.util.List;
import org.smtpra.SmtpRecipientPolicy;

/** To whom a cell of the matrix sends, and on what session. */
enum MatrixSetting {
  ONE(1, false, true, false, false),
  ONE_REUSED(1, false, true, true, false),
  ONE_TLS(1, false, true, true, true),
  THREE(3, false, true, false, false),
  THREE_REUSED_TO_ACCEPTED(3, false, false, true, false),
  REFUSED_THIRD(3, true, true, false, false),
  REFUSED_THIRD_TO_ACCEPTED(3, true, false, true, false);

  static final String THIRD = "carl@example.org";

  private final int count;
  private final boolean thirdRefused;
  private final boolean allOrNothing;
  private final boolean reused;
  private final boolean tls;

  MatrixSetting(
      int count, boolean thirdRefused, boolean allOrNothing, boolean reused, boolean tls) {
    this.count = count;
    this.thirdRefused = thirdRefused;
    this.allOrNothing = allOrNothing;
    this.reused = reused;
    this.tls = tls;
  }

  List<String> recipients() {
    return List.of("anna@example.org", "bob@example.org", THIRD).subList(0, count);
  }

  Envelope envelope() {
    String[] to = recipients().toArray(String[]::new);
    return allOrNothing ? TestMessage.to(to) : TestMessage.toAccepted(to);
  }

  SmtpRecipientPolicy policy() {
    return envelope().policy();
  }

  boolean thirdRefused() {
    return thirdRefused;
  }

  /** Whether a refused recipient ends the transaction. */
  boolean refusalDecides() {
    return allOrNothing;
  }

  boolean dataMayJoin() {
    return count == 1 || !allOrNothing;
  }

  boolean reused() {
    return reused;
  }

  boolean tls() {
    return tls;
  }
}
