package org.smtpra.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a server should have replaced and did not: Payara and GlassFish hand over {@code
 * ${ALIAS=name}} as it is, where they know no alias of that name or where it is only a part of the
 * value, and Open Liberty a <code>${name}</code> that no variable has. Taken for a password, it
 * would be sent to the mail server.
 */
public final class UnresolvedReference {

  private static final String NOT_SET = ": nothing of that name is set";

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(ALIAS|ENV|MPCONFIG)=([A-Za-z0-9_./-]*)}");

  /** The whole value, since a part of a password may look like that. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

  private UnresolvedReference() {}

  /**
   * Looks through texts that came from the server.
   *
   * @param texts by the name that the administrator knows each by
   * @return one problem for each reference that is left, in the order of the names; no value is in
   *     one, since it may be a secret but for the reference
   */
  public static List<ConfigurationProblem> in(Map<String, String> texts) {
    return new TreeMap<>(texts)
        .entrySet().stream().flatMap(each -> in(each.getKey(), each.getValue())).toList();
  }

  private static Stream<ConfigurationProblem> in(String property, String text) {
    Matcher variable = VARIABLE.matcher(text.strip());
    if (variable.matches()) {
      String advice = "the server did not replace " + variable.group() + NOT_SET;
      return Stream.of(new ConfigurationProblem(property, "", advice));
    }
    return REFERENCE
        .matcher(text)
        .results()
        .map(
            found ->
                new ConfigurationProblem(property, "", advice(found.group(1), found.group(2))));
  }

  private static String advice(String kind, String name) {
    return switch (kind) {
      case "ALIAS" ->
          "the server did not replace ${ALIAS="
              + name
              + "}: there must be an alias "
              + name
              + " (asadmin create-password-alias "
              + name
              + "), made before the pool, and it must be the whole value";
      default -> "the server did not replace ${" + kind + "=" + name + "}" + NOT_SET;
    };
  }
}
