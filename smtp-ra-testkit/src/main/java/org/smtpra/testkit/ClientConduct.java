package org.smtpra.testkit;

import java.util.Optional;
import java.util.Set;

/** Holds the client of one session to the {@linkplain ClientRule rules}. Used by one thread. */
final class ClientConduct {
  private static final String GREETING = "the greeting";
  private static final String CONTENT = "the content";
  private static final String LAST = "BDAT LAST";
  private static final Set<String> WITHIN_GROUP =
      Set.of("MAIL", "RCPT", "RSET", "BDAT", LAST, CONTENT);

  private final ServerSettings settings;
  private final ServerSession session;
  private String answering = GREETING;
  private boolean authSeen;
  private long excusedUntil;
  private boolean excused;

  ClientConduct(ServerSettings settings, ServerSession session) {
    this.settings = settings;
    this.session = session;
  }

  /** Octets up to this one are a chunk that the server takes for commands. */
  void excuse(long untilOctet) {
    excusedUntil = untilOctet;
  }

  /** Any line of the client, before the server acts on it. */
  void line(LineOrigin origin) {
    excused = origin.start() < excusedUntil;
    if (origin.early()) {
      early();
    }
    if (origin.afterFarewell()) {
      breach(ClientRule.NOTHING_AFTER_421, "a line after the server's 421 or 521");
    }
  }

  /** Octets came ahead of the reply that was due. */
  void early() {
    String what = "octets before the reply to " + answering;
    if (answering.equals(GREETING)) {
      breach(ClientRule.GREETING_FIRST, "octets before the greeting");
    } else if (answering.equals("DATA")) {
      breach(ClientRule.CONTENT_AFTER_354, what);
    } else if (!settings.offers("PIPELINING")) {
      breach(ClientRule.EXTENSION_OFFERED, what + ", PIPELINING is not offered");
    } else if (!WITHIN_GROUP.contains(answering)) {
      breach(ClientRule.GROUP_ENDS_HERE, what);
    }
  }

  void command(Command command, boolean early, Optional<MailTransaction> transaction) {
    if (command.endsWithBareLineFeed()) {
      breach(ClientRule.CRLF_ONLY, "a command line ends with a bare LF");
    }
    boolean last = false;
    switch (command.verb()) {
      case "AUTH" -> auth();
      case "RCPT" -> rcpt(early, transaction);
      case "BDAT" -> {
        last = Chunk.parse(command.argument()).filter(Chunk::last).isPresent();
        bdat(last, early, transaction);
      }
      default -> {}
    }
    answering = last ? LAST : command.verb();
  }

  private void auth() {
    if (!session.tls()) {
      breach(ClientRule.AUTH_UNDER_TLS, "AUTH in clear text");
    }
    if (authSeen) {
      breach(ClientRule.ONE_AUTH, "a second AUTH");
    }
    authSeen = true;
  }

  private void rcpt(boolean early, Optional<MailTransaction> transaction) {
    boolean behindMail = early && (answering.equals("MAIL") || answering.equals("RCPT"));
    if (transaction.isEmpty() && !behindMail) {
      breach(ClientRule.MAIL_BEFORE_RCPT, "RCPT without MAIL");
    }
  }

  private void bdat(boolean last, boolean early, Optional<MailTransaction> transaction) {
    if (!settings.offers("CHUNKING")) {
      breach(ClientRule.EXTENSION_OFFERED, "BDAT, CHUNKING is not offered");
    }
    boolean recipients = transaction.filter(MailTransaction::hasRecipients).isPresent();
    if (!recipients || (early && answering.equals("RCPT"))) {
      breach(ClientRule.RCPT_BEFORE_BDAT, "BDAT without an accepted RCPT");
    }
    boolean refused = transaction.filter(MailTransaction::isChunkRefused).isPresent();
    if (last && (refused || (early && answering.equals("BDAT")))) {
      breach(ClientRule.CHUNKS_BEFORE_LAST, "LAST without 250 to every earlier chunk");
    }
  }

  /** The first octet of DATA's content. */
  void contentBegins(boolean early) {
    if (early) {
      early();
    }
  }

  void contentEnds(byte[] content) {
    answering = CONTENT;
    LineAudit audit = new LineAudit(content);
    audit.bareLineEnd().ifPresent(where -> breach(ClientRule.CRLF_ONLY, where));
    audit.longLine().ifPresent(where -> breach(ClientRule.LINES_UP_TO_998, where));
  }

  private void breach(ClientRule rule, String what) {
    if (!excused && !settings.strictness().tolerated().contains(rule)) {
      session.violation(rule + ": " + what);
    }
  }
}
