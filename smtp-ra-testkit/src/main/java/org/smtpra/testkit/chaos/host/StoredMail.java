package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.server.DeliveredMail;
import org.smtpra.testkit.server.RealMailServer;

/**
 * What a real server has stored, put together to what was handed over to it. A server that is
 * killed between storing a copy and noting that stores it once more: that is its own doing, and
 * shows by the same queue id.
 */
final class StoredMail {

  /** In the server's Received field: one for each time that a message was handed over. */
  private static final Pattern QUEUE_ID = Pattern.compile("\\bid ([A-Za-z0-9-]+)");

  /** Longer than a server waits before it tries a delivery again. */
  private static final Duration NO_MORE_ARRIVES = Duration.ofSeconds(4);

  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final List<DeliveredMail> mails;

  private StoredMail(List<DeliveredMail> mails) {
    this.mails = mails;
  }

  /** Waits until nothing more arrives, and looks. */
  static StoredMail settled(RealMailServer server) {
    long began = System.nanoTime();
    long lastArrival = began;
    int count = -1;
    while (System.nanoTime() - began < AT_MOST.toNanos()
        && System.nanoTime() - lastArrival < NO_MORE_ARRIVES.toNanos()) {
      int now = server.delivered().size();
      if (now != count) {
        lastArrival = System.nanoTime();
        count = now;
      }
      pause();
    }
    return new StoredMail(server.delivered());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One message for each time that it was handed over, with all who have a copy of it. */
  List<ReceivedMessage> handedOver() {
    Map<String, DeliveredMail> first = new LinkedHashMap<>();
    Map<String, Set<String>> recipients = new LinkedHashMap<>();
    for (DeliveredMail mail : mails) {
      String key = mail.envelopeSender() + " " + queueId(mail);
      first.putIfAbsent(key, mail);
      recipients.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(mail.envelopeRecipient());
    }
    List<ReceivedMessage> all = new ArrayList<>();
    first.forEach(
        (key, mail) -> all.add(message(mail, List.copyOf(recipients.getOrDefault(key, Set.of())))));
    return all;
  }

  private static ReceivedMessage message(DeliveredMail mail, List<String> recipients) {
    return new ReceivedMessage(
        0, mail.envelopeSender(), recipients, List.of(), mail.content(), "", true, "");
  }

  private static String queueId(DeliveredMail mail) {
    Matcher id = QUEUE_ID.matcher(String.join(" ", mail.header("Received")));
    if (!id.find()) {
      throw new IllegalStateException("no queue id in " + mail.header("Received"));
    }
    return id.group(1);
  }
}
