package org.smtpra.standalone;

import java.io.IOException;
import java.util.Random;
import java.util.regex.Pattern;

/** Speaks SMTP correctly, but for the replies of one stage. */
final class FuzzedServer implements RawPeer.Script {

  /** The stages at which a reply may be wrong. */
  enum Stage {
    GREETING,
    EHLO,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    CONTENT
  }

  /** A whole positive reply, whatever follows it. */
  private static final Pattern POSITIVE =
      Pattern.compile("(2\\d\\d-[^\\n]*\\n)*2\\d\\d([ \\r][^\\n]*)?\\n.*", Pattern.DOTALL);

  private final Stage fuzzed;
  private final String fuzz;
  private final boolean thenCloses;
  private final String offers;
  private final String verdict;
  private volatile boolean saidYes;
  private volatile boolean complete;

  FuzzedServer(Stage fuzzed, Random random) {
    this.fuzzed = fuzzed;
    this.fuzz = new FuzzedReplies(random).inPlaceOf(correct(fuzzed));
    this.thenCloses = random.nextInt(3) > 0;
    this.offers = random.nextBoolean() ? "PIPELINING\r\n250-CHUNKING" : "8BITMIME";
    this.verdict = random.nextBoolean() ? correct(Stage.CONTENT) : "550 5.7.1 not this one\r\n";
  }

  /** Whether the server gave a positive final reply to a complete message. */
  boolean saidYes() {
    return saidYes;
  }

  /** Whether the server ever had a message complete. */
  boolean wasComplete() {
    return complete;
  }

  /** Whether a yes too many was said: who has sent all at once takes it for the next reply. */
  boolean saidYesTooOften() {
    String right = correct(fuzzed);
    return fuzz.startsWith(right) && POSITIVE.matcher(fuzz.substring(right.length())).matches();
  }

  Stage fuzzed() {
    return fuzzed;
  }

  private String correct(Stage stage) {
    return switch (stage) {
      case GREETING -> "220 fuzz ESMTP\r\n";
      case EHLO -> "250-fuzz\r\n250-" + offers + "\r\n250 AUTH PLAIN\r\n";
      case AUTH -> "235 2.7.0 welcome\r\n";
      case MAIL, RCPT -> "250 2.1.0 fine\r\n";
      case DATA -> "354 go on\r\n";
      case CONTENT -> "250 2.0.0 queued\r\n";
    };
  }

  private String reply(RawPeer.Line line, Stage stage) throws IOException {
    String right = stage == Stage.CONTENT ? verdict : correct(stage);
    String reply = stage == fuzzed ? fuzz : right;
    if (stage == Stage.CONTENT) {
      complete = true;
      saidYes = POSITIVE.matcher(reply).matches();
    }
    line.say(reply);
    // RFC 5321 section 3.8: nothing that came in the same flush counts any more behind these.
    if (stage == fuzzed && (thenCloses || fuzz.matches("(?s)(421|221|521)\\b.*"))) {
      throw new IOException("closed on purpose");
    }
    return reply;
  }

  @Override
  public void converse(RawPeer.Line line) throws IOException {
    reply(line, Stage.GREETING);
    while (true) {
      String[] words = line.hear().split(" ", -1);
      switch (words[0]) {
        case "EHLO" -> reply(line, Stage.EHLO);
        case "AUTH" -> reply(line, Stage.AUTH);
        case "MAIL" -> reply(line, Stage.MAIL);
        case "RCPT" -> reply(line, Stage.RCPT);
        case "DATA" -> data(line);
        case "BDAT" -> {
          line.skip(Integer.parseInt(words[1]));
          reply(line, Stage.CONTENT);
        }
        default -> line.say("250 2.0.0 fine\r\n");
      }
    }
  }

  private void data(RawPeer.Line line) throws IOException {
    if (!reply(line, Stage.DATA).startsWith("354")) {
      return;
    }
    while (!line.hear().equals(".")) {}
    reply(line, Stage.CONTENT);
  }

  @Override
  public String toString() {
    return fuzzed + " answered with \"" + fuzz.replace("\r", "\\r").replace("\n", "\\n") + '"';
  }
}
