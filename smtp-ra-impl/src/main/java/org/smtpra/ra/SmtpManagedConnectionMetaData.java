package org.smtpra.ra;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.smtpra.delivery.SessionSlot;

/** What a server's console shows of one pool entry. */
final class SmtpManagedConnectionMetaData implements ManagedConnectionMetaData {

  private final SessionSlot slot;

  SmtpManagedConnectionMetaData(SessionSlot slot) {
    this.slot = slot;
  }

  @Override
  public String getEISProductName() {
    String endpoint = slot.endpointKey();
    return endpoint.isEmpty() ? "SMTP" : "SMTP " + endpoint;
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
    return slot.userName();
  }
}
