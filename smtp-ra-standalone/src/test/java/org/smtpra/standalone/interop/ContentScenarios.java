package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.DeliveredMail;

/** What arrives is what was sent. */
interface ContentScenarios extends Scenario {

  /** What the server stores of a message; the same, unless the server is known to alter it. */
  default String stored(SampleMessage sample, String canonical) {
    return canonical;
  }

  /** All over one session, so that what one leaves behind would show in the next. */
  @TestFactory
  default Stream<DynamicTest> everyRecipientGetsTheOctetsOf() {
    SmtpPool pool = server().pool();
    return DynamicTest.stream(
            Stream.of(SampleMessage.values()), SampleMessage::name, sample -> arrives(sample, pool))
        .onClose(pool::close);
  }

  private void arrives(SampleMessage sample, SmtpPool pool) throws Exception {
    MimeMessage message = sample.make(pool.factory());
    SmtpSendResult result = pool.factory().send(message);
    List<DeliveredMail> copies = server().awaitDelivered(result.messageId(), 2);
    assertEquals(
        List.of("anna@example.test", "blind@example.test"),
        server().recipientsOf(result.messageId()));
    for (DeliveredMail copy : copies) {
      CanonicalOctets.assertSame(stored(sample, CanonicalOctets.of(message)), copy.content());
      assertEquals(ServerUnderTest.USER, copy.envelopeSender());
      assertEquals(List.of(), copy.header("Bcc"));
    }
    assertEquals(1, pool.factory().status().sessionsOpened());
  }

  @Test
  default void theEnvelopeOfTheOptionsWinsOverTheHeaders() throws Exception {
    try (SmtpPool pool = server().pool()) {
      MimeMessage message = Mails.text(pool.factory(), "envelope");
      SmtpSendOptions options =
          SmtpSendOptions.builder()
              .envelopeFrom("bounces@example.test")
              .envelopeRecipients(List.of("boris@example.test"))
              .build();
      SmtpSendResult result = pool.factory().send(message, options);
      DeliveredMail mail = server().awaitDelivered(result.messageId(), 1).get(0);
      assertEquals("bounces@example.test", mail.envelopeSender());
      assertEquals("boris@example.test", mail.envelopeRecipient());
      CanonicalOctets.assertSame(CanonicalOctets.of(message), mail.content());
    }
  }

  @Test
  default void theEmptyReversePathArrives() throws Exception {
    try (SmtpPool pool = server().pool()) {
      SmtpSendOptions options = SmtpSendOptions.builder().envelopeFrom("").build();
      SmtpSendResult result =
          pool.factory().send(Mails.text(pool.factory(), "no bounces"), options);
      assertEquals("", server().awaitDelivered(result.messageId(), 1).get(0).envelopeSender());
    }
  }
}
