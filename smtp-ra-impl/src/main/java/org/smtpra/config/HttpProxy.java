package org.smtpra.config;

import java.util.Optional;

/**
 * An HTTP proxy, or the wish for none.
 *
 * @param host its name or address; an empty text for a direct connection
 * @param port its port; zero for a direct connection
 */
public record HttpProxy(String host, int port) {

  static final String NONE = "NONE";

  /** Whether there is to be no proxy, whatever the Java runtime is told. */
  public boolean isDirect() {
    return host.isEmpty();
  }

  /** Nothing where the text is neither {@code host:port} nor the word for none. */
  static Optional<HttpProxy> of(String text) {
    if (text.equalsIgnoreCase(NONE)) {
      return Optional.of(new HttpProxy("", 0));
    }
    HostPart part = HostPart.of(text);
    return part.port().isEmpty()
        ? Optional.empty()
        : part.host().map(host -> new HttpProxy(host, part.port().getAsInt()));
  }
}
