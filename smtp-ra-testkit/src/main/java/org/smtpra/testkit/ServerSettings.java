package org.smtpra.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** How the server behaves while no fault is due. */
record ServerSettings(
    List<String> keywords,
    List<String> clearTextKeywords,
    Map<String, String> users,
    Predicate<String> tokens,
    List<String> mechanisms,
    boolean serverEndPoint,
    Optional<SSLContext> tls,
    boolean implicitTls,
    List<String> tlsProtocols,
    boolean authRequired,
    int socketBuffers,
    Strictness strictness,
    ServerLimits limits,
    ContentTaking content) {

  static final String HOST_NAME = "scripted.smtpra.test";

  ServerSettings {
    keywords = List.copyOf(keywords);
    clearTextKeywords = List.copyOf(clearTextKeywords);
    users = Map.copyOf(users);
    mechanisms = List.copyOf(mechanisms);
    tlsProtocols = List.copyOf(tlsProtocols);
  }

  boolean offers(String keyword) {
    return keywords.stream().anyMatch(line -> line.split(" ", 2)[0].equalsIgnoreCase(keyword));
  }

  /** The limit of the SIZE keyword; RFC 1870 section 4: none or 0 means no fixed limit. */
  long sizeLimit() {
    return keywords.stream()
        .filter(line -> line.startsWith("SIZE "))
        .mapToLong(line -> Long.parseLong(line.substring("SIZE ".length())))
        .filter(limit -> limit > 0)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
