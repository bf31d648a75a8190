package org.smtpra.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.smtpra.testkit.sasl.SaslServer;
import org.smtpra.testkit.sasl.SaslStep;
import org.smtpra.testkit.sasl.ScramTerms;

/** AUTH (RFC 4954). */
final class AuthCommand implements CommandHandler {

  /** A correct server that has TLS takes no password without it (RFC 4954 section 4). */
  static boolean isOffered(ServerSettings settings, boolean tls) {
    return !settings.users().isEmpty() && (tls || settings.tls().isEmpty());
  }

  @Override
  public void handle(Command command, Conversation conversation) throws IOException {
    String[] words = command.argument().split(" ", 2);
    Optional<String> refusal = refusal(words[0], conversation);
    if (refusal.isPresent()) {
      conversation.answer(Stage.AUTH, refusal.get());
      return;
    }
    SaslServer mechanism =
        SaslServer.named(
            words[0],
            conversation.settings().users(),
            conversation.settings().tokens(),
            terms(conversation));
    try {
      String response =
          words.length > 1 ? decode(words[1]) : ask(mechanism.firstChallenge(), conversation);
      conclude(exchange(mechanism, response, conversation), conversation);
    } catch (IllegalArgumentException e) {
      conversation.answer(Stage.AUTH, "501 5.5.2 " + e.getMessage());
    }
  }

  private static ScramTerms terms(Conversation conversation) {
    ServerSettings settings = conversation.settings();
    return new ScramTerms(
        settings.mechanisms().contains(SaslServer.BOUND_SCRAM),
        settings.serverEndPoint() ? conversation.wire().certificate() : Optional.empty());
  }

  private static Optional<String> refusal(String mechanism, Conversation conversation) {
    ServerSettings settings = conversation.settings();
    ServerSession session = conversation.session();
    if (settings.users().isEmpty()) {
      return Optional.of("502 5.5.1 AUTH is not offered");
    } else if (!isOffered(settings, session.tls())) {
      return Optional.of("538 5.7.11 Encryption required");
    } else if (!session.user().isEmpty() || conversation.transaction().isPresent()) {
      return Optional.of("503 5.5.1 Not now");
    } else if (settings.mechanisms().stream().noneMatch(mechanism::equalsIgnoreCase)) {
      return Optional.of("504 5.5.4 Mechanism unknown");
    }
    return Optional.empty();
  }

  private static SaslStep exchange(
      SaslServer mechanism, String firstResponse, Conversation conversation) throws IOException {
    SaslStep step = mechanism.respond(firstResponse);
    while (step instanceof SaslStep.Challenge challenge) {
      step = mechanism.respond(ask(challenge.text(), conversation));
    }
    return step;
  }

  private static void conclude(SaslStep verdict, Conversation conversation) throws IOException {
    Optional<Fault> fault = conversation.faults().take(Stage.AUTH);
    if (verdict instanceof SaslStep.Success success) {
      boolean willSucceed = fault.map(Fault::takesEffect).orElse(true);
      if (willSucceed && !success.finalData().isEmpty()) {
        ask(success.finalData(), conversation);
      }
      conversation.answer(
          fault, "235 2.7.0 Authenticated", () -> conversation.session().loggedIn(success.user()));
    } else {
      conversation.answer(fault, "535 5.7.8 Authentication credentials invalid", () -> {});
    }
  }

  private static String ask(String challenge, Conversation conversation) throws IOException {
    conversation.reply("334 " + encode(challenge));
    return decode(conversation.hear());
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String line) {
    if (line.equals("*")) {
      throw new IllegalArgumentException("Authentication cancelled");
    }
    // RFC 4954 section 4: a single equals sign is an empty initial response.
    return line.equals("=")
        ? ""
        : new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
  }
}
