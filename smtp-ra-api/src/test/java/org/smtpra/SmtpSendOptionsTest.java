package org.smtpra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SmtpSendOptionsTest {

  private final SmtpSendOptions.Builder builder = SmtpSendOptions.builder();

  private static String refusal(Class<? extends RuntimeException> type, Executable call) {
    return String.valueOf(assertThrows(type, call).getMessage());
  }

  @Test
  void defaultsSayNothing() {
    SmtpSendOptions options = SmtpSendOptions.defaults();
    assertEquals(Optional.empty(), options.envelopeFrom());
    assertEquals(List.of(), options.envelopeRecipients());
    assertEquals(Optional.empty(), options.deadline());
    assertEquals(Optional.empty(), options.recipientPolicy());
  }

  @Test
  void optionsAreWhatWasSetAndDoNotFollowTheCallersList() {
    List<String> recipients = new ArrayList<>(List.of("a@example.org"));
    SmtpSendOptions options =
        builder
            .envelopeFrom("")
            .envelopeRecipients(recipients)
            .deadline(Duration.ofSeconds(3))
            .recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED)
            .build();
    recipients.add("b@example.org");
    assertEquals(Optional.of(""), options.envelopeFrom());
    assertEquals(List.of("a@example.org"), options.envelopeRecipients());
    assertEquals(Optional.of(Duration.ofSeconds(3)), options.deadline());
    assertEquals(Optional.of(SmtpRecipientPolicy.SEND_TO_ACCEPTED), options.recipientPolicy());
  }

  @Test
  void emptyRecipientsAreRefusedWithWhatToDo() {
    String text =
        refusal(IllegalArgumentException.class, () -> builder.envelopeRecipients(List.of()));
    assertTrue(text.contains("envelopeRecipients is empty"), text);
    assertTrue(text.contains("at least one address"), text);
  }

  @Test
  void deadlineThatIsNoTimeIsRefusedWithItsValue() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-5), Duration.ofNanos(-1))) {
      String text = refusal(IllegalArgumentException.class, () -> builder.deadline(wrong));
      assertTrue(text.contains("deadline is " + wrong), text);
      assertTrue(text.contains("more than"), text);
    }
  }

  @Test
  void nullsAreRefusedByName() {
    assertEquals("address", refusal(NullPointerException.class, () -> builder.envelopeFrom(null)));
    assertEquals(
        "addresses", refusal(NullPointerException.class, () -> builder.envelopeRecipients(null)));
    String element =
        refusal(
            NullPointerException.class,
            () -> builder.envelopeRecipients(Arrays.asList("a@example.org", null)));
    assertTrue(element.contains("addresses[1]"), element);
    assertEquals("time", refusal(NullPointerException.class, () -> builder.deadline(null)));
    assertEquals(
        "policy", refusal(NullPointerException.class, () -> builder.recipientPolicy(null)));
  }
}
