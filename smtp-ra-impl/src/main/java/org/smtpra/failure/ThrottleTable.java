package org.smtpra.failure;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.smtpra.failure.Throttling.RATE;
import static org.smtpra.failure.Throttling.SESSIONS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpra.SmtpReply;

/**
 * How large providers say that we send too fast, too much or over too many connections. Sources:
 * their documentation and their users' reports.
 */
public final class ThrottleTable {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofHours(1);

  private static final List<Rule> RULES =
      List.of(
          // Microsoft 365: more than 3 connections a mailbox; then server-wide throttling; daily
          // quota.
          new Rule(432, "4.3.2", text("concurrent|connections"), SESSIONS, SOON),
          new Rule(451, "4.7.500", text(""), RATE, MINUTES),
          new Rule(554, "5.2.0", text("SubmissionQuotaExceeded"), Throttling.QUOTA, DAY),
          // Amazon SES.
          new Rule(454, "", text("Throttling failure: Maximum sending rate"), RATE, SOON),
          new Rule(454, "", text("Throttling failure: Daily message quota"), Throttling.QUOTA, DAY),
          // Gmail: too many sign-ins; daily limit.
          new Rule(454, "4.7.0", text("too many"), SESSIONS, MINUTES),
          new Rule(550, "5.4.5", text("daily"), Throttling.QUOTA, DAY),
          // Postfix and others: limits on the client's rate.
          new Rule(450, "4.7.1", text("too much mail|too many|rate limit"), RATE, MINUTES),
          new Rule(421, "4.7.0", text("too many connections"), SESSIONS, MINUTES),
          new Rule(421, "4.7.0", text("too many messages|rate limit"), RATE, MINUTES));

  /**
   * "try again in 300 seconds", "Greylisted for 5 minutes": what servers that defer like to add.
   */
  private static final Pattern WAIT =
      Pattern.compile(
          "\\b(\\d{1,5}) ?(s|sec|secs|second|seconds|min|mins|minute|minutes)\\b",
          CASE_INSENSITIVE);

  private ThrottleTable() {}

  /**
   * The time after which a provider that throttles takes mail again.
   *
   * @param reply a refusal
   * @return the wait, nothing if the reply is not known as throttling
   */
  public static Optional<Duration> throttled(SmtpReply reply) {
    return rule(reply).map(Rule::pause);
  }

  /** Of what a provider that throttles gets too much; nothing if the reply is not known as that. */
  static Optional<Throttling> kind(SmtpReply reply) {
    return rule(reply).map(Rule::kind);
  }

  private static Optional<Rule> rule(SmtpReply reply) {
    return RULES.stream().filter(rule -> rule.matches(reply)).findFirst();
  }

  /**
   * The time that a server which defers asks us to wait.
   *
   * @param reply a refusal for now
   * @return the wait, nothing if the reply names none
   */
  public static Optional<Duration> stated(SmtpReply reply) {
    if (!reply.isTransientRefusal()) {
      return Optional.empty();
    }
    Matcher matcher = WAIT.matcher(String.join(" ", reply.lines()));
    if (!matcher.find()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    char unit = Character.toLowerCase(matcher.group(2).charAt(0));
    return Optional.of(unit == 'm' ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount));
  }

  private static Pattern text(String regex) {
    return Pattern.compile(regex, CASE_INSENSITIVE);
  }

  private record Rule(
      int code, String enhancedCode, Pattern text, Throttling kind, Duration pause) {
    boolean matches(SmtpReply reply) {
      return reply.code() == code
          && reply.enhancedCode().startsWith(enhancedCode)
          && text.matcher(String.join(" ", reply.lines())).find();
    }
  }
}
