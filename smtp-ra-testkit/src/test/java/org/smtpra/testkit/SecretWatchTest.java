package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretWatchTest {

  private static final String PASSWORD = "W4tched by the test";

  private final SecretWatch.LogReader reader = new SecretWatch.LogReader();

  @Test
  void passwordInAMessageOrInAnExceptionIsFoundOnce() {
    KnownSecrets.add(PASSWORD);
    LogRecord message = new LogRecord(Level.INFO, "signs in with {0}");
    message.setParameters(new Object[] {PASSWORD});
    reader.publish(message);
    LogRecord failure = new LogRecord(Level.INFO, "no");
    failure.setThrown(new IllegalStateException("wrong: " + PASSWORD));
    reader.publish(failure);
    List<String> shown = reader.takeShown();
    assertEquals(2, shown.size(), shown::toString);
    assertEquals(List.of(), reader.takeShown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0a\0", "\0ab\0", "\0abc\0"})
  void passwordInsideAResponseToTheServerIsFound(String before) {
    KnownSecrets.add(PASSWORD);
    byte[] response = (before + PASSWORD).getBytes(StandardCharsets.UTF_8);
    String line = "AUTH PLAIN " + Base64.getEncoder().encodeToString(response);
    assertTrue(KnownSecrets.shownIn(line).isPresent(), line);
  }

  @Test
  void ordinaryWordsAreNoSecrets() {
    KnownSecrets.add("secret");
    KnownSecrets.add("pw");
    assertEquals(Optional.empty(), KnownSecrets.shownIn("the client secret is wrong, pw too"));
  }

  @Test
  void signedTokenIsFoundWhoeverSignedIt() {
    assertTrue(KnownSecrets.shownIn("Bearer eyJhbGciOiJSUzI1NiJ9.e30.x").isPresent());
  }
}
