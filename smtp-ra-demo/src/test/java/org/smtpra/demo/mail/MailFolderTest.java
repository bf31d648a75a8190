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

class MailFolderTest {

  @TempDir Path folder;

  private String problem(Path path) {
    return assertThrows(InvalidMailFolderException.class, () -> MailFolder.open(path)).getMessage();
  }

  @Test
  void missingFolderIsNamed() {
    Path missing = folder.resolve("nowhere");
    String problem = problem(missing);
    assertTrue(problem.contains(missing + ": there is no such folder"), problem);
  }

  @Test
  void fileInThePlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("one.eml"), "To: a@example.org\n");
    String problem = problem(file);
    assertTrue(problem.contains("that is a file; name the folder it is in"), problem);
  }

  @Test
  void folderWithoutMailsSaysWhatIsMissing() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no mail");
    Files.createDirectory(folder.resolve("folder.eml"));
    String problem = problem(folder);
    assertTrue(problem.contains("none of its 2 entries"), problem);
    assertTrue(problem.contains("save mails there as .eml files"), problem);
  }

  @Test
  void mailsAreSortedAndTheirSuffixMayBeUpperCase() throws Exception {
    for (String name : List.of("b.eml", "a.EML", "c.txt")) {
      Files.writeString(folder.resolve(name), "To: a@example.org\n");
    }
    List<String> names = MailFolder.open(folder).mails().stream().map(MailFile::name).toList();
    assertEquals(List.of("a.EML", "b.eml"), names);
  }
}
