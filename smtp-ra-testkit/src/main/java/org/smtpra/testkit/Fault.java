package org.smtpra.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One way to misbehave, played in place of the correct reply. Immutable; the same fault can be
 * planted many times.
 *
 * <p>Texts stand for octets, one character each (ISO 8859-1). A fault that writes something which
 * begins with 2 or 3 lets the command take effect, because a real server would have said so for
 * that reason; any other one suppresses it. {@link Accepting} lets it take effect regardless.
 */
public sealed interface Fault {

  /**
   * Plays the fault.
   *
   * @param site the connection
   */
  void play(FaultSite site) throws IOException;

  /**
   * Tells whether the command still does its work, for instance queues the message.
   *
   * @return true if it does
   */
  default boolean takesEffect() {
    return false;
  }

  /** Answers with these lines instead, and goes on. */
  record Reply(List<String> lines) implements Fault {
    public Reply {
      lines = List.copyOf(lines);
    }

    public Reply(String... lines) {
      this(List.of(lines));
    }

    @Override
    public void play(FaultSite site) throws IOException {
      site.write(Octets.ofLines(lines));
    }

    @Override
    public boolean takesEffect() {
      return Octets.isPositive(Octets.ofLines(lines));
    }
  }

  /** Writes exactly these octets instead, at once, and goes on; empty means no answer at all. */
  record RawBytes(String octets) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.write(octets);
      site.flush();
    }

    @Override
    public boolean takesEffect() {
      return Octets.isPositive(octets);
    }
  }

  /** Closes without an answer. */
  record CloseBefore() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.close();
    }
  }

  /** Closes without an answer, and on TLS without close_notify. */
  record Truncate() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.truncate();
    }
  }

  /** Sends RST without an answer; at the first two stages it may strike the connecting call. */
  record Reset() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.reset();
    }
  }

  /** Answers with these lines and closes. */
  record ReplyThenClose(List<String> lines) implements Fault {
    public ReplyThenClose {
      lines = List.copyOf(lines);
    }

    public ReplyThenClose(String... lines) {
      this(List.of(lines));
    }

    @Override
    public void play(FaultSite site) throws IOException {
      site.write(Octets.ofLines(lines));
      site.close();
    }

    @Override
    public boolean takesEffect() {
      return Octets.isPositive(Octets.ofLines(lines));
    }
  }

  /** Answers with one line and, in the same write, with octets that nobody asked for. */
  record ReplyThenExtra(String line, String extraOctets) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.write(Octets.ofLines(List.of(line)) + extraOctets);
      site.flush();
    }

    @Override
    public boolean takesEffect() {
      return Octets.isPositive(line);
    }
  }

  /** Sends these octets, the part of a reply, and closes. */
  record CutReply(String octets) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.write(octets);
      site.close();
    }
  }

  /** Answers with a line that is no SMTP reply, and goes on. */
  record GarbageLine() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.write("\u0000\u00ff<html>this is not SMTP</html>\r\n");
    }
  }

  /** Never answers; ends when the client leaves or the server is closed. */
  record Stall() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.readWithoutAnswer();
    }
  }

  /** Reads nothing more and never answers, until the server is closed. */
  record StopReading() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.waitWithoutReading();
    }
  }

  /** Closes the server's half without an answer and goes on reading. */
  record HalfClose() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.halfClose();
      site.readWithoutAnswer();
    }
  }

  /** Sends octets one at a time; no octets mean the correct reply. */
  record Drip(Duration interval, String octets) implements Fault {
    /** Drips the correct reply. */
    public Drip(Duration interval) {
      this(interval, "");
    }

    @Override
    public void play(FaultSite site) throws IOException {
      String text = octets.isEmpty() ? site.correctReply() : octets;
      for (int i = 0; i < text.length(); i++) {
        site.write(text.substring(i, i + 1));
        site.flush();
        site.pause(interval);
      }
    }

    @Override
    public boolean takesEffect() {
      return octets.isEmpty() || Octets.isPositive(octets);
    }
  }

  /** Gives the correct reply, late. */
  record DelayedReply(Duration delay) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.pause(delay);
      site.write(site.correctReply());
    }

    @Override
    public boolean takesEffect() {
      return true;
    }
  }

  /**
   * Under TLS 1.3 renews the server's keys and asks the client to renew its own (RFC 8446 section
   * 4.6.3), and says nothing; elsewhere does nothing. A client must not mind.
   */
  record RenewKeys() implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      site.renewKeys();
    }

    @Override
    public boolean takesEffect() {
      return true;
    }
  }

  /** At {@link Stage#CONTENT} only: plays the fault once so many octets were read. */
  record AfterOctets(int octets, Fault fault) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      fault.play(site);
    }
  }

  /** Lets the command take effect, whatever the fault then says to the client. */
  record Accepting(Fault fault) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      fault.play(site);
    }

    @Override
    public boolean takesEffect() {
      return true;
    }
  }

  /** Keeps the command from its effect, whatever the fault then says: a server that lies. */
  record Dropping(Fault fault) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      fault.play(site);
    }
  }

  /**
   * At BDAT only: plays the fault on the command line and takes the octets of the chunk for
   * commands, as servers do that do not know BDAT.
   */
  record ChunkUnread(Fault fault) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      fault.play(site);
    }
  }

  /** At BDAT only: plays the fault on the command line, then reads the chunk in silence. */
  record Early(Fault fault) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      fault.play(site);
    }

    @Override
    public boolean takesEffect() {
      return fault.takesEffect();
    }
  }

  /** Plays two faults in a row, the first of them flushed. */
  record Then(Fault first, Fault second) implements Fault {
    @Override
    public void play(FaultSite site) throws IOException {
      first.play(site);
      site.flush();
      second.play(site);
    }

    @Override
    public boolean takesEffect() {
      return first.takesEffect();
    }
  }
}
