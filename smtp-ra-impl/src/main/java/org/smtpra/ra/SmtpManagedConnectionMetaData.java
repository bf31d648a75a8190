package org.smtpra.ra;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.smtpra.config.Credentials;
import org.smtpra.delivery.SessionSlot;
import org.smtpra.session.SmtpSession;

/** What a server's console shows of one pool entry. */
final class SmtpManagedConnectionMetaData implements ManagedConnectionMetaData {

  private final SessionSlot slot;

  SmtpManagedConnectionMetaData(SessionSlot slot) {
    this.slot = slot;
  }

  @Override
  public String getEISProductName() {
    return slot.session().map(session -> "SMTP " + session.endpointKey()).orElse("SMTP");
  }

  @Override
  public String getEISProductVersion() {
    return "RFC 5321";
  }

  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public String getUserName() {
    return slot.session().flatMap(SmtpSession::credentials).map(Credentials::userName).orElse("");
  }
}
