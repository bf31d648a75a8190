package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramInvalidServerSignatureException;
import com.ongres.scram.common.exception.ScramParseException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.smtpra.protocol.PrintableText;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677), computed by the SCRAM library.
 *
 * <p>Version 3.2 of the library makes SASLprep itself, so the thread's context class loader does
 * not matter; a test holds that. The server proves that it knows the password, in its last
 * challenge; until then the sign-in is not {@link #complete()}, whatever the server says.
 */
final class ScramMechanism implements SaslClientMechanism {

  static final String NAME = "SCRAM-SHA-256";

  /** The same with channel binding. */
  static final String PLUS = "SCRAM-SHA-256-PLUS";

  /** Each is an HMAC of ours: a hostile server must not buy minutes of CPU with one number. */
  static final int MAX_ITERATIONS = 1_000_000;

  private static final int SHOWN_CHARS = 200;
  private static final String USER_NAME = "user name";

  /** RFC 5802 section 7; checked here because the library asserts where it should refuse. */
  private static final Pattern SERVER_FIRST =
      Pattern.compile("r=[!-+\\--~]+,s=([A-Za-z0-9+/=]+),i=[1-9][0-9]{0,8}(?:,.*)?");

  /** What a server that refuses at once may say in the place of that. */
  private static final Pattern SERVER_ERROR = Pattern.compile("e=([^,]+)(?:,.*)?");

  private static final Pattern SERVER_FINAL =
      Pattern.compile("(?:v=[A-Za-z0-9+/=]+|e=[^,]+)(?:,.*)?");

  private enum Step {
    CLIENT_FIRST,
    CLIENT_FINAL,
    SERVER_FINAL,
    DONE
  }

  /** A step of the library; what it throws becomes one kind of failure. */
  private interface LibraryCall<T> {
    T run() throws ScramException, SaslFailureException;
  }

  private final Credentials credentials;
  private final Supplier<String> nonces;
  private final ScramBinding binding;
  private Step next = Step.CLIENT_FIRST;
  private @Nullable ScramClient client;

  ScramMechanism(Credentials credentials, Supplier<String> nonces, ScramBinding binding) {
    this.credentials = credentials;
    this.nonces = nonces;
    this.binding = binding;
  }

  @Override
  public String name() {
    return binding.mechanism();
  }

  @Override
  public byte[] initialResponse() throws SaslFailureException {
    credentials.check();
    if (credentials.userName().isEmpty() || credentials.password().isEmpty()) {
      throw new SaslFailureException(name() + ": user name and password must not be empty");
    }
    ScramClient started = call(USER_NAME, this::start);
    client = started;
    next = Step.CLIENT_FINAL;
    return octets(call(USER_NAME, () -> started.clientFirstMessage().toString()));
  }

  /** The library says y where it has a binding, and a mechanism that does not bind. */
  private ScramClient start() {
    ScramClient.FinalBuildStage builder =
        ScramClient.builder()
            .advertisedMechanisms(List.of(name()))
            .username(credentials.userName())
            .password(credentials.password().toCharArray())
            .stringPreparation(StringPreparation.SASL_PREPARATION)
            .nonceSupplier(nonces);
    binding
        .known()
        .ifPresent(known -> builder.channelBinding(ChannelBinding.SERVER_END_POINT, known.data()));
    return builder.build();
  }

  /** The first challenge may be empty, where the caller sent no initial response. */
  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    String message = new String(challenge, UTF_8);
    ScramClient started = client;
    if (started == null) {
      return initialResponse();
    }
    switch (next) {
      case CLIENT_FINAL -> {
        failIfError(message);
        AuthText.decode(checkForm(SERVER_FIRST, message).group(1));
        String clientFinal = call("challenge", () -> clientFinal(started, message));
        next = Step.SERVER_FINAL;
        return octets(clientFinal);
      }
      case SERVER_FINAL -> {
        checkForm(SERVER_FINAL, message);
        failIfError(message);
        call("proof", () -> started.serverFinalMessage(message));
        next = Step.DONE;
        return new byte[0];
      }
      default ->
          throw SaslFailureException.nonsense(
              name() + ": the server asks again after everything was said");
    }
  }

  /** RFC 5802 section 7 has the names; those about channel binding are not about the user. */
  private void failIfError(String message) throws SaslFailureException {
    Matcher matcher = SERVER_ERROR.matcher(message);
    if (!matcher.matches()) {
      return;
    }
    String error = PrintableText.truncated(matcher.group(1), SHOWN_CHARS);
    String text = name() + ": the server says " + error;
    throw switch (error) {
      case "channel-bindings-dont-match", "server-does-support-channel-binding" ->
          SaslFailureException.otherBinding(text + binding.doubt());
      case "unsupported-channel-binding-type", "channel-binding-not-supported" ->
          SaslFailureException.unknownBinding(text);
      default -> new SaslFailureException(text);
    };
  }

  private Matcher checkForm(Pattern form, String message) throws SaslFailureException {
    Matcher matcher = form.matcher(message);
    if (!matcher.matches()) {
      throw SaslFailureException.nonsense(
          name()
              + ": malformed challenge \""
              + PrintableText.truncated(message, SHOWN_CHARS)
              + "\"");
    }
    return matcher;
  }

  private String clientFinal(ScramClient client, String serverFirst)
      throws ScramException, SaslFailureException {
    int iterations = client.serverFirstMessage(serverFirst).getIterationCount();
    if (iterations > MAX_ITERATIONS) {
      throw SaslFailureException.nonsense(
          name()
              + ": the server asks for "
              + iterations
              + " iterations, at most "
              + MAX_ITERATIONS
              + " are computed");
    }
    try {
      return client.clientFinalMessage().toString();
    } catch (IllegalArgumentException e) {
      // Its text may quote characters of the password, so it goes no further.
      throw new SaslFailureException(
          name()
              + ": the password holds characters that SASLprep (RFC 4013) does not allow;"
              + " saslMechanisms can choose another mechanism");
    }
  }

  private <T> T call(String subject, LibraryCall<T> step) throws SaslFailureException {
    try {
      return step.run();
    } catch (ScramInvalidServerSignatureException e) {
      throw new SaslFailureException(
          name() + ": server could not prove that it knows the password", e);
    } catch (ScramParseException | IllegalArgumentException e) {
      String text = name() + ": malformed " + subject;
      throw subject.equals(USER_NAME)
          ? new SaslFailureException(text)
          : SaslFailureException.nonsense(text);
    } catch (ScramException e) {
      throw SaslFailureException.nonsense(name() + ": failed at the " + subject, e);
    }
  }

  private static byte[] octets(String message) {
    return message.getBytes(UTF_8);
  }

  @Override
  public boolean complete() {
    return next == Step.DONE;
  }

  @Override
  public boolean provesTheServer() {
    return true;
  }

  @Override
  public boolean refusalIsAboutBinding() {
    return binding.isBound() && next == Step.CLIENT_FINAL;
  }

  @Override
  public String doubt() {
    return binding.doubt();
  }
}
