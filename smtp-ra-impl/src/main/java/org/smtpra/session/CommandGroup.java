package org.smtpra.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Commands that go out together where the server offers PIPELINING, else one by one (RFC 2920). No
 * more is under way at once than both sides can hold, so that writes and unread replies cannot
 * block each other.
 */
final class CommandGroup {

  private static final int MOST_COMMANDS = 100;
  private static final int MOST_OCTETS = 8 * 1024;

  private final Conversation conversation;
  private final boolean pipelined;
  private final Duration budget;
  private final List<Command> commands = new ArrayList<>();
  private int answered;
  private boolean leftAhead;

  CommandGroup(Conversation conversation, boolean pipelined, Duration budget) {
    this.conversation = conversation;
    this.pipelined = pipelined;
    this.budget = budget;
  }

  void add(SmtpSendStage stage, byte[] line, ReplyHandler handler) {
    commands.add(new Command(stage, line, handler));
  }

  /** Sends all, or until a handler wants no more; every command that went out is answered. */
  void run() throws SmtpFailure {
    if (leftAhead) {
      note(0, commands.size());
      hearAll();
      return;
    }
    int sent = 0;
    while (sent < commands.size()) {
      conversation.failIfOutOfStep(stageAt(answered));
      int end = windowEnd(sent);
      Deadline deadline = conversation.budget(budget);
      note(sent, end);
      conversation.write(stageAt(answered), octets(sent, end), deadline, this::hearLastWords);
      if (!hear(end)) {
        return;
      }
      sent = end;
    }
  }

  /** The octets of all commands, for a flush that goes on behind them. */
  ByteBuffer octets() {
    note(0, commands.size());
    return octets(0, commands.size());
  }

  /** Tells whether all may be under way at once. */
  boolean fitOneFlush() {
    return windowEnd(0) == commands.size();
  }

  /**
   * The octets of all commands, which leave in the report of another message: that one's transcript
   * has no room for them. {@link #run} then hears the replies.
   */
  ByteBuffer leaveAhead() {
    leftAhead = true;
    return octets(0, commands.size());
  }

  /** The commands of an envelope that went ahead, in the report of its own message. */
  void noteAll() {
    note(0, commands.size());
  }

  /** Takes the next reply, which somebody else has read. */
  void take(SmtpReply reply) {
    tell(reply);
  }

  boolean isAnswered() {
    return answered == commands.size();
  }

  /** Whose reply is due next; the last command's where all are answered. */
  SmtpSendStage stage() {
    return stageAt(answered);
  }

  /** Reads the replies of all commands, which somebody else has written. */
  void hearAll() throws SmtpFailure {
    hear(commands.size());
  }

  /** The replies that are there already. */
  void hearLastWords() {
    try {
      SmtpReply reply = conversation.replyNow();
      while (reply != null && answered < commands.size()) {
        tell(reply);
        reply = conversation.replyNow();
      }
    } catch (IOException e) {
      // The failed write is what is reported; this read could only have explained it.
    }
  }

  private boolean hear(int end) throws SmtpFailure {
    boolean goOn = true;
    while (answered < end) {
      SmtpReply reply = conversation.reply(stageAt(answered), conversation.budget(budget));
      goOn &= tell(reply);
      if (Replies.isLastWord(reply)) {
        return false;
      }
    }
    return goOn;
  }

  private boolean tell(SmtpReply reply) {
    return commands.get(answered++).handler.heard(reply);
  }

  private SmtpSendStage stageAt(int index) {
    return commands.get(Math.min(index, commands.size() - 1)).stage;
  }

  private int windowEnd(int from) {
    if (!pipelined) {
      return from + 1;
    }
    int end = from;
    int octets = 0;
    while (end < commands.size()
        && end - from < MOST_COMMANDS
        && (end == from || octets + commands.get(end).line.length <= MOST_OCTETS)) {
      octets += commands.get(end).line.length;
      end++;
    }
    return end;
  }

  private ByteBuffer octets(int from, int end) {
    int length = 0;
    for (Command command : commands.subList(from, end)) {
      length += command.line.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    for (Command command : commands.subList(from, end)) {
      buffer.put(command.line);
    }
    return buffer.flip();
  }

  private void note(int from, int end) {
    for (Command command : commands.subList(from, end)) {
      conversation.transcript().command(command.line);
    }
  }

  private static final class Command {

    private final SmtpSendStage stage;
    private final byte[] line;
    private final ReplyHandler handler;

    Command(SmtpSendStage stage, byte[] line, ReplyHandler handler) {
      this.stage = stage;
      this.line = line;
      this.handler = handler;
    }
  }
}
