package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation of RFC 7677 section 3, and servers that do not keep to it. */
class ScramMechanismTest {

  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String JOINED_NONCE = NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String SERVER_FIRST =
      "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  /** RFC 4013 section 3: the soft hyphen maps to nothing. */
  private static final String PENCIL_WITH_SOFT_HYPHEN = "pen\u00ADcil";

  private final ScramMechanism scram = scram("user", "pencil");

  @Test
  void conversationOfRfc7677IsReproduced() throws SaslFailureException {
    assertEquals("n,,n=user,r=" + NONCE, initial(scram));
    assertEquals(
        "c=biws,r=" + JOINED_NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        respond(scram, SERVER_FIRST));
    assertFalse(scram.complete());
    assertEquals("", respond(scram, SERVER_FINAL));
    assertTrue(scram.complete());
    assertThrows(SaslFailureException.class, () -> respond(scram, SERVER_FINAL));
  }

  @Test
  void emptyChallengeStartsWhereNothingWasSentWithAuth() throws SaslFailureException {
    assertEquals("n,,n=user,r=" + NONCE, respond(scram, ""));
  }

  @Test
  void commaAndEqualsSignInTheUserNameAreEscaped() throws SaslFailureException {
    assertEquals("n,,n=a=2Cb=3Dc,r=" + NONCE, initial(scram("a,b=c", "pencil")));
  }

  @Test
  void serverThatCannotProveItselfIsNotBelieved() throws SaslFailureException {
    initial(scram);
    respond(scram, SERVER_FIRST);
    SaslFailureException e =
        assertThrows(
            SaslFailureException.class,
            () -> respond(scram, "v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    assertEquals(
        "SCRAM-SHA-256: server could not prove that it knows the password", e.getMessage());
    assertFalse(e.isNonsense(), "an impostor gets no second try");
    assertTrue(scram.provesTheServer());
    assertFalse(scram.complete());
  }

  @Test
  void errorOfTheServerIsToldPrintable() throws SaslFailureException {
    initial(scram);
    respond(scram, SERVER_FIRST);
    SaslFailureException e =
        assertThrows(SaslFailureException.class, () -> respond(scram, "e=invalid-proof"));
    assertEquals("SCRAM-SHA-256: the server says invalid-proof", e.getMessage());
    assertFalse(e.isNonsense());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=x",
        "r=" + JOINED_NONCE + ",s=***,i=4096",
        "r=" + JOINED_NONCE + ",s=W22Za,i=4096",
        "s=W22ZaJ0SNY7soEsUEjb6gQ==,r=" + JOINED_NONCE + ",i=4096",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001",
        "r=" + JOINED_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2147483647",
      })
  void firstChallengeThatMakesNoSenseEndsTheSignIn(String challenge) throws SaslFailureException {
    initial(scram);
    SaslFailureException e =
        assertThrows(SaslFailureException.class, () -> respond(scram, challenge));
    assertTrue(e.isNonsense(), e.toString());
    assertFalse(e.toString().contains("pencil"));
    assertFalse(scram.complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "v=", "v=***", "x=1"})
  void lastChallengeThatMakesNoSenseEndsTheSignIn(String challenge) throws SaslFailureException {
    initial(scram);
    respond(scram, SERVER_FIRST);
    SaslFailureException e =
        assertThrows(SaslFailureException.class, () -> respond(scram, challenge));
    assertTrue(e.isNonsense(), e.toString());
    assertFalse(scram.complete());
  }

  /** RFC 5802 section 7; said at once, or in the place of the server's proof. */
  @ParameterizedTest
  @CsvSource({
    "channel-bindings-dont-match, true, false",
    "server-does-support-channel-binding, true, false",
    "unsupported-channel-binding-type, true, true",
    "channel-binding-not-supported, true, true",
    "other-error, false, false",
  })
  void errorAboutChannelBindingSpeaksNotAgainstThePassword(
      String error, boolean binding, boolean type) throws SaslFailureException {
    ScramMechanism early = scram("user", "pencil");
    initial(early);
    SaslFailureException first =
        assertThrows(SaslFailureException.class, () -> respond(early, "e=" + error));
    initial(scram);
    respond(scram, SERVER_FIRST);
    SaslFailureException last =
        assertThrows(SaslFailureException.class, () -> respond(scram, "e=" + error));
    for (SaslFailureException e : List.of(first, last)) {
      assertEquals(binding, e.isAboutBinding());
      assertEquals(type, e.isUnknownBinding());
      assertFalse(e.isNonsense());
      assertTrue(String.valueOf(e.getMessage()).contains(error), e.toString());
    }
  }

  @Test
  void passwordIsPrepared() throws SaslFailureException {
    assertEquals(proof("pencil"), proof(PENCIL_WITH_SOFT_HYPHEN));
  }

  /** In a class loader of its own, so that the library's classes are initialised here. */
  @Test
  void firstSignInFindsSaslPrepUnderAnyContextClassLoader() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader blind = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader fresh = new URLClassLoader(classPath(), blind)) {
      Class<?> signIn = fresh.loadClass(FirstSignIn.class.getName());
      assertNotSame(FirstSignIn.class, signIn);
      thread.setContextClassLoader(blind);
      Callable<?> call = (Callable<?>) signIn.getDeclaredConstructor().newInstance();
      assertEquals(proof("pencil"), call.call());
      assertSame(blind, thread.getContextClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** One sign-in up to our proof; public, since it is made from another class loader. */
  public static final class FirstSignIn implements Callable<String> {

    /** Made by the test. */
    public FirstSignIn() {}

    @Override
    public String call() throws SaslFailureException {
      return proof(PENCIL_WITH_SOFT_HYPHEN);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Test
  void passwordThatCannotBePreparedIsNotShown() throws SaslFailureException {
    ScramMechanism odd = scram("user", "topsecret\u0007");
    initial(odd);
    SaslFailureException e =
        assertThrows(SaslFailureException.class, () -> respond(odd, SERVER_FIRST));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("SASLprep"), message);
    assertFalse(e.isNonsense());
    assertFalse(message.contains("topsecret"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", ""})
  void emptyUserOrPasswordIsRefused(String user) {
    ScramMechanism empty = scram(user, user.isEmpty() ? "pencil" : "");
    SaslFailureException e = assertThrows(SaslFailureException.class, empty::initialResponse);
    assertFalse(e.isNonsense());
  }

  private static String proof(String password) throws SaslFailureException {
    ScramMechanism scram = scram("user", password);
    initial(scram);
    return respond(scram, SERVER_FIRST);
  }

  private static ScramMechanism scram(String user, String password) {
    return scram(user, password, new ScramBinding("SCRAM-SHA-256", Optional.empty()));
  }

  private static ScramMechanism scram(String user, String password, ScramBinding binding) {
    return new ScramMechanism(new Credentials(user, password), () -> NONCE, binding);
  }

  private static String initial(SaslClientMechanism scram) throws SaslFailureException {
    byte[] response = scram.initialResponse();
    assertNotNull(response);
    return new String(response, UTF_8);
  }

  private static String respond(SaslClientMechanism scram, String challenge)
      throws SaslFailureException {
    return new String(scram.respond(challenge.getBytes(UTF_8)), UTF_8);
  }
}
