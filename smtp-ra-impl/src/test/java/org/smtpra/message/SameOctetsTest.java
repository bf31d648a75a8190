package org.smtpra.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link OutgoingMessage} writes is what Jakarta Mail's own message writes. */
class SameOctetsTest {

  private static final String[] HIDDEN = {"Bcc"};
  private static final Session SESSION = Session.getInstance(new Properties());

  @Property(tries = 300)
  void anyTextInAnyCharset(@ForAll @StringLength(max = 3000) String text, @ForAll int choice)
      throws Exception {
    String[] charsets = {"UTF-8", "us-ascii", "ISO-8859-1", "UTF-16BE", "windows-1252"};
    String charset = charsets[Math.floorMod(choice, charsets.length)];
    same(message -> message.setText(text, charset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "two\r\nlines\r\n",
        "bare\nline\rends",
        "tab\tand bell \u0007",
        "Grüße aus Köln",
        "日本語のテキスト",
        "\u007f",
        "lone surrogate \ud800 here"
      })
  void textOfEveryKind(String text) throws Exception {
    same(message -> message.setText(text));
    same(message -> message.setText(text, "UTF-8", "html"));
    same(message -> message.setContent(text, "text/plain; charset=\"utf-8\"; format=flowed"));
    same(message -> message.setContent(text, "text/plain"));
  }

  @Test
  void longLinesAreEncoded() throws Exception {
    same(message -> message.setText("x".repeat(998) + "\r\n"));
    same(message -> message.setText("x".repeat(999) + "\r\n"));
  }

  @Test
  void longTextIsWrittenTheSamePieceByPiece() throws Exception {
    same(message -> message.setText("a line\r\n".repeat(40_000)));
    same(message -> message.setText("one line".repeat(40_000)));
    same(message -> message.setText("Grüße\r\n".repeat(40_000), "UTF-8"));
    same(message -> message.setText("Grüße\r\n".repeat(40_000), "us-ascii"));
    same(message -> message.setText("😀".repeat(150_000), "UTF-8"));
    same(message -> message.setText("x" + "😀".repeat(150_000) + "\ud800", "UTF-8"));
    same(message -> message.setText(("x".repeat(996) + "\r\n").repeat(300)));
    same(message -> message.setText(("x".repeat(997) + "\r\n").repeat(300)));
    same(message -> message.setText(("x".repeat(999) + "\r\n").repeat(300)));
  }

  @Test
  void encodingOfTheCallerStays() throws Exception {
    for (String encoding : new String[] {"base64", "8bit", "quoted-printable", "binary", "x-uue"}) {
      same(
          message -> {
            message.setText("Grüße", "UTF-8");
            message.setHeader("Content-Transfer-Encoding", encoding);
          });
    }
  }

  @Test
  void headersOfATextThatTheCallerHasSetStay() throws Exception {
    same(
        message -> {
          message.setText("Grüße", "UTF-8");
          message.setHeader("Content-Type", "text/x-special; charset=UTF-8");
        });
    same(
        message -> {
          message.setText("a letter");
          message.setFileName("letter.txt");
        });
    same(
        message -> {
          message.setText("a letter");
          message.setDisposition("inline");
          message.setDescription("Grüße", "UTF-8");
        });
  }

  @Test
  void contentThatReplacesATextIsTheOneWritten() throws Exception {
    same(
        message -> {
          message.setText("never sent");
          message.setDataHandler(
              new DataHandler(new ByteArrayDataSource(new byte[] {1, 2, 3}, "application/x-any")));
        });
  }

  @Test
  void multipartsAreWrittenPartByPart() throws Exception {
    same(message -> message.setContent(mixed("first")));
    same(
        message -> {
          MimeMultipart preceded = mixed("second");
          preceded.setPreamble("This is a multipart message.");
          message.setContent(preceded);
        });
    same(
        message -> {
          message.setContent(mixed("third"));
          message.setHeader("Content-Transfer-Encoding", "base64");
        });
  }

  @Test
  void multipartFromADataSourceKeepsItsOctets() throws Exception {
    String source = "--b\nX-Odd:   header\n\nbody\n--b--\n";
    same(
        message ->
            message.setDataHandler(
                new DataHandler(
                    new ByteArrayDataSource(
                        source.getBytes(StandardCharsets.US_ASCII),
                        "multipart/mixed; boundary=b"))));
  }

  @Test
  void partsThatWereParsedKeepTheirOctets() throws Exception {
    String source = "Subject: inner\r\nX-Odd:    header\r\n\r\nline\r\n";
    same(
        message -> {
          MimeMessage inner =
              new MimeMessage(
                  SESSION, new ByteArrayInputStream(source.getBytes(StandardCharsets.US_ASCII)));
          MimeBodyPart attached = new MimeBodyPart();
          attached.setContent(inner, "message/rfc822");
          MimeBodyPart parsed =
              new MimeBodyPart(
                  new ByteArrayInputStream(
                      "Content-Transfer-Encoding: base64\r\n\r\nAQID\r\n"
                          .getBytes(StandardCharsets.US_ASCII)));
          message.setContent(new MimeMultipart(attached, parsed));
        });
  }

  @Test
  void changeAfterSavingIsWritten() throws Exception {
    same(
        message -> {
          message.setText("before");
          message.saveChanges();
          message.setText("Grüße", "UTF-8");
          message.saveChanges();
        });
  }

  @Test
  void messageKeepsItsIdentityHoweverOftenItIsSaved() throws MessagingException {
    OutgoingMessage message = new OutgoingMessage(SESSION);
    message.setText("text");
    message.saveChanges();
    String identity = message.getMessageID();
    message.saveChanges();
    assertEquals(identity, message.getMessageID());
    OutgoingMessage other = new OutgoingMessage(SESSION);
    other.setText("text");
    other.saveChanges();
    assertNotEquals(identity, other.getMessageID());
  }

  private static MimeMultipart mixed(String text) throws MessagingException, IOException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Grüße: " + text + "</p>", "UTF-8", "html");
    MimeBodyPart alternatives = new MimeBodyPart();
    alternatives.setContent(new MimeMultipart("alternative", plain, html));
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(
                "%PDF-Grüße".getBytes(StandardCharsets.UTF_8), "application/pdf")));
    attachment.setFileName("Grüße.pdf");
    return new MimeMultipart(alternatives, attachment);
  }

  private static void same(Content content) throws Exception {
    OutgoingMessage ours = new OutgoingMessage(SESSION);
    MimeMessage theirs = new MimeMessage(SESSION);
    for (MimeMessage message : new MimeMessage[] {ours, theirs}) {
      message.setFrom(new InternetAddress("shop@example.com", "Büro", "UTF-8"));
      message.setRecipients(Message.RecipientType.TO, "customer@example.org");
      message.setRecipients(Message.RecipientType.BCC, "hidden@example.org");
      message.setSubject("Grüße", "UTF-8");
      message.setSentDate(Date.from(Instant.EPOCH));
      content.fill(message);
    }
    assertArrayEquals(octets(theirs).split("\r\n", -1), octets(ours).split("\r\n", -1));
  }

  /** What is made anew for each message looks the same in both. */
  private static String octets(MimeMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      message.writeTo(out, HIDDEN);
    } catch (IOException | MessagingException e) {
      return e.toString();
    }
    return out.toString(StandardCharsets.ISO_8859_1)
        .replaceAll("Message-ID: .*", "Message-ID:")
        .replaceAll("----=_Part_[0-9._]+", "boundary");
  }

  @FunctionalInterface
  private interface Content {
    void fill(MimeMessage message) throws Exception;
  }
}
