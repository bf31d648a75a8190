package org.smtpra.standalone.interop;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Random;
import org.smtpra.SmtpConnectionFactory;

/** Messages with each something that is easily lost or altered on the way. */
enum SampleMessage {
  PLAIN_TEXT(message -> message.setText("Dear Anna,\r\nthank you.\r\n", "us-ascii")),
  DOTS_AT_LINE_STARTS(
      message ->
          message.setText(
              ".\r\n..\r\n.x\r\nx.\r\n...three\r\n\r\n.\r\n\r\n..\r\n.\r\n", "us-ascii")),
  SPACES_AND_EMPTY_LINES(
      message -> message.setText("\r\n \r\n\t\r\nend of line \r\n\r\n\r\n", "us-ascii")),
  EIGHT_BIT_BODY(message -> eightBit(message, "Gr\u00fc\u00dfe aus K\u00f6ln, 10 \u20ac\r\n")),
  JAPANESE_SUBJECT(
      message -> {
        message.setSubject("\u3054\u6ce8\u6587\u306e\u3054\u78ba\u8a8d".repeat(6), "UTF-8");
        message.setText("\u3042\u308a\u304c\u3068\u3046\r\n", "UTF-8");
      }),
  HTML_WITH_IMAGE_AND_STREAMED(SampleMessage::htmlWithImageAndAttachment),
  LARGE_TEXT_WITH_DOTS(SampleMessage::largeTextWithDots),
  EMPTY_BODY(message -> message.setText("", "us-ascii")),
  NO_FINAL_LINE_END(message -> message.setText("one\r\ntwo", "us-ascii")),
  ENDS_WITH_A_DOT(message -> message.setText("one\r\n.", "us-ascii")),
  LONG_LINE(message -> sevenBit(message, "x".repeat(998) + "\r\n." + "y".repeat(997) + "\r\n")),
  LONG_FOLDED_HEADERS(SampleMessage::longFoldedHeaders),
  BARE_LINE_FEEDS_AND_RETURNS(
      message -> sevenBit(message, "a\nb\rc\r\n\n.\nd\r.\re\n.\r\nf\r.\r\ng\r\r\nh\n"));

  /** More octets than the adapter keeps in memory, so it is written while it is sent. */
  private static final int STREAMED = 300 * 1024;

  @SuppressWarnings("ImmutableEnumChecker") // functions without a state
  private final Body body;

  SampleMessage(Body body) {
    this.body = body;
  }

  /** The message to {@link Mails#RECIPIENT}, and to others whom the header must not name. */
  MimeMessage make(SmtpConnectionFactory factory, String blind) throws MessagingException {
    MimeMessage message = Mails.addressed(factory, name());
    message.setRecipients(Message.RecipientType.BCC, blind);
    body.set(message);
    return message;
  }

  private static void sevenBit(MimeMessage message, String text) throws MessagingException {
    message.setText(text, "us-ascii");
    message.setHeader("Content-Transfer-Encoding", "7bit");
  }

  private static void eightBit(MimeMessage message, String text) throws MessagingException {
    message.setText(text, "UTF-8");
    message.setHeader("Content-Transfer-Encoding", "8bit");
  }

  /** Streamed, with a dot at each place of a buffer, and octets over 127 only at the end. */
  private static void largeTextWithDots(MimeMessage message) throws MessagingException {
    StringBuilder text = new StringBuilder(STREAMED + 1_000);
    for (int i = 0; text.length() < STREAMED; i++) {
      text.append(".").append("x".repeat(i % 61)).append("\r\n.\r\n");
    }
    eightBit(message, text + "Gr\u00fc\u00dfe\r\n");
  }

  private static void longFoldedHeaders(MimeMessage message) throws MessagingException {
    StringBuilder references = new StringBuilder("<0@example.test>");
    for (int i = 1; i < 60; i++) {
      references.append("\r\n\t<").append(i).append(".reference@example.test>");
    }
    message.setHeader("References", references.toString());
    message.setSubject("A subject of many words, which is folded more than once. ".repeat(10));
    message.setHeader("X-One-Word", "w".repeat(900));
    message.setText("Headers.\r\n", "us-ascii");
  }

  private static void htmlWithImageAndAttachment(MimeMessage message) throws MessagingException {
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Gr\u00fc\u00dfe <img src=\"cid:logo\"></p>\r\n", "UTF-8", "html");
    MimeBodyPart image = new MimeBodyPart();
    image.setDataHandler(octets(2_000, "image/png"));
    image.setContentID("<logo>");
    image.setDisposition(MimeBodyPart.INLINE);
    MimeBodyPart related = new MimeBodyPart();
    related.setContent(new MimeMultipart("related", html, image));
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setDataHandler(octets(STREAMED, "application/octet-stream"));
    attachment.setFileName("data.bin");
    message.setContent(new MimeMultipart("mixed", related, attachment));
  }

  private static DataHandler octets(int count, String type) {
    byte[] octets = new byte[count];
    new Random(count).nextBytes(octets);
    return new DataHandler(new ByteArrayDataSource(octets, type));
  }

  /** Sets the content and the headers that belong to it. */
  private interface Body {
    void set(MimeMessage message) throws MessagingException;
  }
}
