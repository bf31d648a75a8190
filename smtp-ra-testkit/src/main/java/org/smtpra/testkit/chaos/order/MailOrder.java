package org.smtpra.testkit.chaos.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpRecipientPolicy;

/**
 * One message that a caller is to send, and how.
 *
 * @param run the run's name, part of every identity, so that no two runs can be mixed up
 * @param number counted from 1
 * @param recipients the envelope's recipients, all different
 * @param policy what to do when some are refused
 * @param content how its octets are made
 * @param manner how the call is made
 */
public record MailOrder(
    String run,
    int number,
    List<String> recipients,
    SmtpRecipientPolicy policy,
    ContentPlan content,
    Manner manner) {

  /** The domain of all senders and recipients. */
  public static final String DOMAIN = "example.test";

  /** Copies the list. */
  public MailOrder {
    recipients = List.copyOf(recipients);
  }

  /**
   * How the octets are made.
   *
   * @param seed decides about each line
   * @param octets about so many
   */
  public record ContentPlan(long seed, int octets) {}

  /**
   * How the call is made.
   *
   * @param lease take a lease and send through it, in place of the factory's own send
   * @param background submit it and wait for its stage; an interrupt calls it off
   * @param user take the lease as this user; nothing for the factory's own
   * @param deadline the deadline of the send
   * @param interruptAfter interrupt the calling thread so long after the call has begun
   * @param pauseBefore how long the caller waits before it
   */
  public record Manner(
      boolean lease,
      boolean background,
      Optional<ChaosUser> user,
      Optional<Duration> deadline,
      Optional<Duration> interruptAfter,
      Duration pauseBefore) {}

  /** The same to the first recipient alone. */
  MailOrder toOne() {
    return new MailOrder(run, number, recipients.subList(0, 1), policy, content, manner);
  }

  /** The same in the manner of another one. */
  MailOrder in(Manner other) {
    return new MailOrder(run, number, recipients, policy, content, other);
  }

  /** The text that only this message has: in its sender, its headers and its body. */
  public String id() {
    return "m" + number + "." + run;
  }

  /**
   * The envelope sender: a server knows by it whose message it has, whatever became of the rest.
   */
  public String sender() {
    return id() + "@" + DOMAIN;
  }

  /** The Message-ID with its angle brackets. */
  public String messageId() {
    return "<" + id() + "@" + DOMAIN + ">";
  }

  /** Its octets. */
  public OrderContent octets() {
    return new OrderContent(this);
  }
}
