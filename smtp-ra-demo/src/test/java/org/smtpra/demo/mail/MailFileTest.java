package org.smtpra.demo.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFileTest {

  @TempDir Path folder;

  private MailFile file(String content) throws IOException {
    return new MailFile(Files.writeString(folder.resolve("mail.eml"), content));
  }

  private String problem(String content) throws IOException {
    MailFile file = file(content);
    return assertThrows(InvalidMailException.class, file::message).problem();
  }

  @Test
  void recipientsAreThoseOfToCcAndBccAndTheMembersOfGroups() throws Exception {
    MailFile file =
        file("To: A <a@example.org>, team: b@example.org, c@example.org;\nBcc: d@example.org\n\n");
    assertEquals(
        List.of("a@example.org", "b@example.org", "c@example.org", "d@example.org"),
        file.recipients());
  }

  @Test
  void mailWithoutRecipientIsNotSendable() throws Exception {
    assertEquals(
        "has no recipient: add a To, Cc or Bcc header", problem("From: a@example.org\n\nHi\n"));
    assertEquals(
        "has no recipient: add a To, Cc or Bcc header",
        problem("From: a@example.org\nTo: undisclosed-recipients:;\n\nHi\n"));
  }

  @Test
  void emptyFileIsNotSendable() throws Exception {
    assertEquals("is empty: save the mail again", problem(""));
  }

  @Test
  void addressThatCannotBeReadIsNamed() throws Exception {
    String problem = problem("From: a@example.org\nTo: b@@example..org\n\nHi\n");
    assertTrue(problem.contains("b@@example..org): correct it"), problem);
  }

  @Test
  void linkToNowhereIsNotSendable() {
    InvalidMailException failure =
        assertThrows(InvalidMailException.class, new MailFile(folder.resolve("gone.eml"))::message);
    assertEquals("is a link to nowhere, or gone: remove or repair it", failure.problem());
  }

  @Test
  void fileThatCannotBeReadIsNotSendable() throws Exception {
    Path unreadable = Files.createDirectory(folder.resolve("directory.eml"));
    InvalidMailException failure =
        assertThrows(InvalidMailException.class, new MailFile(unreadable)::octets);
    assertEquals("cannot be read", failure.problem().substring(0, "cannot be read".length()));
  }
}
