package org.smtpra.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.demo.mail.MailFile;

class ComparisonTest {

  private static final String TRACE =
      "Return-Path: <a@example.org>\r\nDelivered-To: b@example.org\r\nReceived: from x\r\n\tby y\r\n";
  private static final String FILE =
      """
      From: a@example.org
      To: B@example.org
      Bcc: c@example.org,
       d@example.org
      Message-ID: <1@example.org>
      Date: Mon, 16 Nov 2026 08:15:00 +0100

      Hello.
      .
      """;
  private static final String SENT =
      FILE.replace("Bcc: c@example.org,\n d@example.org\n", "").replace("\n", "\r\n");

  @TempDir Path folder;

  private Comparison comparison(String... files) throws Exception {
    List<ExpectedMail> expected = new ArrayList<>();
    for (String content : files) {
      Path path = folder.resolve(expected.size() + ".eml");
      Files.writeString(path, content);
      expected.add(ExpectedMail.of(new MailFile(path), "<1@example.org>"));
    }
    return new Comparison(expected);
  }

  private static void found(Comparison comparison, String mail, String... mailboxes) {
    for (String mailbox : mailboxes) {
      comparison.found(mailbox, (TRACE + mail).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static List<String> texts(Comparison comparison) {
    return comparison.differences().stream().map(Difference::toString).toList();
  }

  @Test
  void copyOfEachRecipientWithoutBccIsNoDifference() throws Exception {
    Comparison comparison = comparison(FILE);
    found(comparison, SENT, "b@example.org", "c@example.org", "d@example.org");
    assertEquals(List.of(), texts(comparison));
    assertEquals(3, comparison.copies());
  }

  @Test
  void missingCopyIsADifference() throws Exception {
    Comparison comparison = comparison(FILE);
    found(comparison, SENT, "b@example.org", "d@example.org");
    assertEquals(List.of("0.eml: c@example.org has no copy"), texts(comparison));
  }

  @Test
  void secondCopyAndCopyOfAStrangerAreDifferences() throws Exception {
    Comparison comparison = comparison(FILE);
    found(comparison, SENT, "b@example.org", "c@example.org", "d@example.org");
    found(comparison, SENT, "b@example.org", "e@example.org");
    assertEquals(
        List.of(
            "b@example.org: holds a copy that it should not have, of <1@example.org>",
            "e@example.org: holds a copy that it should not have, of <1@example.org>"),
        texts(comparison));
  }

  @Test
  void changedOctetIsADifferenceWithItsPlace() throws Exception {
    Comparison comparison = comparison(FILE);
    found(comparison, SENT, "c@example.org", "d@example.org");
    found(comparison, SENT.replace("\r\n.\r\n", "\r\n..\r\n"), "b@example.org");
    int place = SENT.indexOf("\r\n.\r\n") + 4;
    assertEquals(
        List.of(
            "0.eml: the copy of b@example.org: octet %d of %d differs: expected \"\\r\\n\", received \".\\r\\n\""
                .formatted(place, SENT.length())),
        texts(comparison));
  }

  @Test
  void bccInTheHeaderIsADifference() throws Exception {
    Comparison comparison = comparison(FILE);
    found(comparison, SENT, "b@example.org", "c@example.org");
    found(comparison, "bcc: c@example.org\r\n" + SENT, "d@example.org");
    assertEquals(
        List.of("0.eml: the copy of d@example.org: the header shows Bcc: c@example.org"),
        texts(comparison));
  }

  @Test
  void addedMessageIdAndDateAreNoDifferenceAndMissingOnesAre() throws Exception {
    String file = "From: a@example.org\nTo: b@example.org\n\nHi";
    String sent = file.replace("\n", "\r\n") + "\r\n";
    Comparison with = comparison(file);
    found(with, "Date: today\r\nMessage-ID: <1@example.org>\r\n" + sent, "b@example.org");
    assertEquals(List.of(), texts(with));
    Comparison without = comparison(file);
    found(without, "Message-ID: <1@example.org>\r\n" + sent, "b@example.org");
    assertEquals(List.of("0.eml: the copy of b@example.org: there is no Date"), texts(without));
  }

  @Test
  void filesThatShareAMessageIdFindTheirOwnCopies() throws Exception {
    Comparison comparison = comparison(FILE, FILE.replace("Hello.", "Good bye."));
    String[] all = {"b@example.org", "c@example.org", "d@example.org"};
    found(comparison, SENT.replace("Hello.", "Good bye."), all);
    found(comparison, SENT, all);
    assertEquals(List.of(), texts(comparison));
  }

  @Test
  void copyWithoutTheTraceFieldsIsADifference() throws Exception {
    Comparison comparison = comparison();
    comparison.found("b@example.org", SENT.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("b@example.org: a copy does not begin with [Return-Path, Delivered-To, Received]"),
        texts(comparison));
  }
}
