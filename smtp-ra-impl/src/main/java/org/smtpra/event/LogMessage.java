package org.smtpra.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every message that the adapter logs at INFO and above, under a number of its own that stays. To
 * add one, take the next number and describe it in docs/reference/logs.md; never use a number
 * again. No message holds a recipient, content or a secret. Thread safe.
 */
public enum LogMessage {
  /** A host failed: said once an outage, further failures go to DEBUG. */
  HOST_DOWN(1, Level.WARNING, "{} is left alone for {} ms: {}"),
  /** A host that was left alone has accepted a session. */
  HOST_UP(2, Level.INFO, "{} serves again"),
  /** The worst case of a configuration, when it is first used. */
  WORST_CASE(3, Level.INFO, "{}"),
  /** A configuration that is allowed, but not what somebody may expect. */
  CONFIGURATION_DOUBTFUL(4, Level.WARNING, "{}"),
  /** Pool properties of ours where the server has its own. */
  POOL_SETTINGS_IGNORED(5, Level.WARNING, "{}"),
  /** The overlay has no new users and passwords to give. */
  SECRETS_NOT_RENEWED(
      6,
      Level.WARNING,
      "users and passwords stay as they were, because they could not be read again: {}"),
  /** A lease is out for longer than {@code leakDetectionThreshold}. */
  LEASE_OVERDUE(7, Level.WARNING, "{}: close every SmtpConnection, best by try-with-resources"),
  /** The server's pool wants transactions of us. */
  TRANSACTIONS_ASKED_FOR(8, Level.ERROR, "{}"),
  /** The server gives no timer. */
  NO_TIMER(
      9,
      Level.WARNING,
      "the application server gives no timer: idle sessions are proven, and hosts that were down are"
          + " tried again, only when somebody sends"),
  /** A round of upkeep broke. */
  UPKEEP_FAILED(10, Level.ERROR, "the upkeep of idle sessions failed, and is tried again"),
  /** A message was sent in part, then its content could not be written again. */
  PARTLY_SENT(11, Level.ERROR, "a message reached some of its recipients, for the others it broke"),
  /** A signed message had line ends that SMTP does not carry. */
  SIGNATURE_IN_DOUBT(
      12,
      Level.WARNING,
      "the signed message {} has line ends other than CRLF, which SMTP does not carry: they were"
          + " changed, so its signature may not hold; sign what ends its lines with CRLF"),
  /** The stand-alone pool misses sessions: said once, further failures go to DEBUG. */
  POOL_NOT_FILLED(
      13,
      Level.WARNING,
      "the pool cannot keep minPoolSize sessions open and tries again in {} ms: {}"),
  /** The stand-alone pool misses none any longer. */
  POOL_FILLED(14, Level.INFO, "the pool has minPoolSize sessions again"),
  /** The stand-alone pool's upkeep broke. */
  POOL_UPKEEP_FAILED(15, Level.ERROR, "the pool could not look after its connections"),
  /** A listener threw: said once for each. */
  LISTENER_FAILED(
      16, Level.WARNING, "{} failed, which no send notices; later failures of it are not logged"),
  /** A listener was slow again and again. */
  LISTENER_SLOW(
      17, Level.WARNING, "{} holds up the sends that it hears of, and is not told any more"),
  /** The platform's MBean server refused a bean. */
  NOT_IN_JMX(18, Level.WARNING, "the connection factory is not shown in JMX"),
  /** The platform's MBean server keeps a bean. */
  STILL_IN_JMX(19, Level.WARNING, "a connection factory that is gone is still shown in JMX"),
  /** A trust store or key store has changed and cannot be read: told once for each change. */
  STORES_NOT_RENEWED(
      24,
      Level.WARNING,
      "trustStoreFile and keyStoreFile stay as they were, because what is there now cannot be used:"
          + " {}"),
  /** A server offers channel binding of a type that we do not have: told once for each host. */
  CHANNEL_BINDING_UNKNOWN(
      30,
      Level.WARNING,
      "{} offers SCRAM-SHA-256-PLUS and refuses tls-server-end-point, the only channel binding that"
          + " is known here: users sign in there without");

  private static final String GAP = "{}";

  private final int number;
  private final Level level;
  private final String pattern;

  LogMessage(int number, Level level, String pattern) {
    this.number = number;
    this.level = level;
    this.pattern = pattern;
  }

  /**
   * The id by which documentation and monitoring know the message.
   *
   * @return such as {@code SMTPRA00001}
   */
  public String id() {
    return String.format(Locale.ROOT, "SMTPRA%05d", number);
  }

  /**
   * How loud it is.
   *
   * @return INFO, WARNING or ERROR
   */
  public Level level() {
    return level;
  }

  /**
   * Logs the message.
   *
   * @param log where to
   * @param parts fill the gaps of the text, in their order
   */
  public void to(Logger log, Object... parts) {
    at(level, log, parts);
  }

  /**
   * Logs the message and what caused it.
   *
   * @param log where to
   * @param cause with its stack; null for none
   * @param parts fill the gaps of the text, in their order
   */
  public void to(Logger log, @Nullable Throwable cause, Object... parts) {
    if (log.isLoggable(level)) {
      log.log(level, text(parts), cause);
    }
  }

  /**
   * Logs the message at another level, for what is said again and again.
   *
   * @param other the level
   * @param log where to
   * @param parts fill the gaps of the text, in their order
   */
  public void at(Level other, Logger log, Object... parts) {
    if (log.isLoggable(other)) {
      log.log(other, text(parts));
    }
  }

  /** Not a {@code MessageFormat}: numbers stay plain and parts are never patterns. */
  String text(Object... parts) {
    StringBuilder text = new StringBuilder(id()).append(": ");
    int from = 0;
    for (Object part : parts) {
      int gap = pattern.indexOf(GAP, from);
      if (gap < 0) {
        throw new IllegalArgumentException(id() + " has fewer gaps than parts");
      }
      text.append(pattern, from, gap).append(part);
      from = gap + GAP.length();
    }
    return text.append(pattern, from, pattern.length()).toString();
  }
}
