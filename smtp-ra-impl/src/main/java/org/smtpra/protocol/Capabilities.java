package org.smtpra.protocol;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.smtpra.SmtpReply;

/**
 * What a server offers, as its answer to EHLO says (RFC 5321 section 4.1.1.1). Immutable; keywords
 * are compared without regard to case.
 */
public final class Capabilities {

  static final int MAX_KEYWORDS = 64;

  private static final Pattern KEYWORD = Pattern.compile("[A-Z0-9][A-Z0-9-]*");
  private static final Pattern MECHANISM = Pattern.compile("[A-Z0-9_-]{1,20}"); // RFC 4422 3.1
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern BLANKS = Pattern.compile(" +");

  private static final Capabilities NONE = new Capabilities(Map.of());

  private final Map<String, String> parameters;
  private final long sizeLimit;

  private Capabilities(Map<String, String> parameters) {
    this.parameters = Collections.unmodifiableMap(parameters);
    String size = parameters.getOrDefault("SIZE", "");
    this.sizeLimit = SIZE.matcher(size).matches() ? Long.parseLong(size) : 0;
  }

  /**
   * What a server offers that was greeted with HELO.
   *
   * @return no capability
   */
  public static Capabilities none() {
    return NONE;
  }

  /**
   * Reads the answer to EHLO. Its first line is the server's name; a line that holds no keyword is
   * passed over.
   *
   * @param reply the server's answer, 250
   * @return the capabilities
   * @throws MalformedReplyException when there are more than 64 keywords
   */
  public static Capabilities ofEhlo(SmtpReply reply) throws MalformedReplyException {
    List<String> lines = reply.lines();
    if (lines.size() > MAX_KEYWORDS + 1) {
      throw new MalformedReplyException(
          "more than " + MAX_KEYWORDS + " EHLO keywords", lines.get(MAX_KEYWORDS + 1));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      add(parameters, line);
    }
    return new Capabilities(parameters);
  }

  private static void add(Map<String, String> parameters, String line) {
    String[] parts = BLANKS.split(line.strip(), 2);
    String keyword = upperCase(parts[0]);
    String parameter = parts.length > 1 ? parts[1].strip() : "";
    if (keyword.startsWith("AUTH=")) { // written by servers older than RFC 2554
      parameter = (parts[0].substring(5) + " " + parameter).strip();
      keyword = "AUTH";
    }
    if (!KEYWORD.matcher(keyword).matches()) {
      return;
    }
    boolean list = keyword.equals("AUTH");
    parameters.merge(keyword, parameter, (old, more) -> list ? (old + " " + more).strip() : old);
  }

  /**
   * Tells whether the server offers an extension.
   *
   * @param keyword for instance {@code PIPELINING}
   * @return true when the server named it
   */
  public boolean offers(String keyword) {
    return parameters.containsKey(upperCase(keyword));
  }

  /**
   * What stands behind a keyword.
   *
   * @param keyword for instance {@code SIZE}
   * @return the parameters as the server wrote them; empty where there are none, or no such keyword
   */
  public String parameter(String keyword) {
    return parameters.getOrDefault(upperCase(keyword), "");
  }

  /**
   * The mechanisms offered for AUTH (RFC 4954), also those of the old form {@code AUTH=LOGIN}.
   *
   * @return names in upper case, in the server's order
   */
  public Set<String> saslMechanisms() {
    Set<String> mechanisms = new LinkedHashSet<>();
    for (String name : BLANKS.split(upperCase(parameter("AUTH")), -1)) {
      if (MECHANISM.matcher(name).matches()) {
        mechanisms.add(name);
      }
    }
    return Collections.unmodifiableSet(mechanisms);
  }

  /**
   * The largest message the server takes (RFC 1870).
   *
   * @return octets, or 0 where the server names no limit, or none that can be read
   */
  public long sizeLimit() {
    return sizeLimit;
  }

  /**
   * The same server without what an administrator distrusts.
   *
   * @param ignored keywords
   * @return capabilities without them
   */
  public Capabilities without(Collection<String> ignored) {
    Map<String, String> kept = new LinkedHashMap<>(parameters);
    ignored.forEach(keyword -> kept.remove(upperCase(keyword.strip())));
    return new Capabilities(kept);
  }

  private static String upperCase(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return parameters.toString();
  }
}
