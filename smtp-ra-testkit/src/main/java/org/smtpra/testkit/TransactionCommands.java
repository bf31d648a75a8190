package org.smtpra.testkit;

import java.io.IOException;
import java.util.Optional;

/** MAIL and RCPT (RFC 5321 section 3.3). */
final class TransactionCommands {

  private TransactionCommands() {}

  static void mail(Command command, Conversation conversation) throws IOException {
    Optional<EnvelopePath> path = EnvelopePath.parse(command.argument(), "FROM:");
    Optional<String> refusal = refusalOfMail(path, conversation);
    if (refusal.isPresent()) {
      conversation.answer(Stage.MAIL, refusal.get());
    } else {
      MailTransaction next = new MailTransaction(path.orElseThrow());
      conversation.answer(
          Stage.MAIL,
          "250 2.1.0 Sender OK",
          () -> {
            conversation.transaction(Optional.of(next));
            conversation.session().transactionBegins();
          });
    }
  }

  static void rcpt(Command command, Conversation conversation) throws IOException {
    Optional<EnvelopePath> path = EnvelopePath.parse(command.argument(), "TO:");
    Optional<String> refusal = refusalOfRcpt(path, conversation);
    String address = path.map(EnvelopePath::address).orElse("");
    Optional<Fault> fault = conversation.faults().takeForRecipient(address);
    if (refusal.isPresent()) {
      conversation.answer(fault, refusal.get(), () -> {});
    } else {
      MailTransaction current = conversation.transaction().orElseThrow();
      conversation.answer(fault, "250 2.1.5 Recipient OK", () -> current.add(address));
    }
  }

  private static Optional<String> refusalOfMail(
      Optional<EnvelopePath> path, Conversation conversation) {
    ServerSettings settings = conversation.settings();
    ServerSession session = conversation.session();
    if (session.heloName().isEmpty()) {
      return Optional.of("503 5.5.1 Say EHLO first");
    } else if (settings.authRequired() && session.user().isEmpty()) {
      return Optional.of("530 5.7.0 Authentication required");
    } else if (conversation.transaction().isPresent()) {
      return Optional.of("503 5.5.1 A transaction is already open");
    }
    return settings
        .limits()
        .messages()
        .refusalAfter(session.messages())
        .or(() -> refusalOfPath(path, settings))
        .or(
            () ->
                path.filter(p -> p.declaredSize() > settings.sizeLimit())
                    .map(p -> "552 5.3.4 Message too big"));
  }

  private static Optional<String> refusalOfRcpt(
      Optional<EnvelopePath> path, Conversation conversation) {
    if (conversation.transaction().isEmpty()) {
      return Optional.of("503 5.5.1 Say MAIL first");
    } else if (conversation.transaction().get().isChunked()) {
      return Optional.of("503 5.5.1 RCPT after BDAT");
    }
    ServerSettings settings = conversation.settings();
    return refusalOfPath(path.filter(p -> !p.address().isEmpty()), settings)
        .or(
            () ->
                settings
                    .limits()
                    .recipients()
                    .refusalAfter(conversation.transaction().get().recipientCount()));
  }

  private static Optional<String> refusalOfPath(
      Optional<EnvelopePath> path, ServerSettings settings) {
    if (path.isEmpty()) {
      return Optional.of("501 5.5.4 Syntax: a path in angle brackets");
    }
    Optional<String> unknown = path.get().firstUnknown(settings);
    if (unknown.isPresent()) {
      return Optional.of("555 5.5.4 Parameter not recognized: " + unknown.get());
    } else if (!path.get().isAscii() && !settings.offers("SMTPUTF8")) {
      return Optional.of("553 5.6.7 SMTPUTF8 is not offered");
    }
    return Optional.empty();
  }
}
