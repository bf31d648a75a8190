package org.smtpra.session;

import static org.smtpra.SmtpFailureKind.PERMANENT_FAILURE;
import static org.smtpra.SmtpFailureKind.RETRYABLE_BEFORE_SEND;
import static org.smtpra.SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE;
import static org.smtpra.SmtpFailureKind.UNKNOWN_AFTER_DATA;
import static org.smtpra.SmtpFailureReason.AUTHENTICATION_REFUSED;
import static org.smtpra.SmtpFailureReason.CONNECTION_LOST;
import static org.smtpra.SmtpFailureReason.DEFERRED;
import static org.smtpra.SmtpFailureReason.MESSAGE_REFUSED;
import static org.smtpra.SmtpFailureReason.MESSAGE_TOO_LARGE;
import static org.smtpra.SmtpFailureReason.PROTOCOL_ERROR;
import static org.smtpra.SmtpFailureReason.RECIPIENTS_REFUSED;
import static org.smtpra.SmtpFailureReason.SENDER_REFUSED;
import static org.smtpra.SmtpFailureReason.TIMEOUT;
import static org.smtpra.SmtpSendStage.CONTENT;
import static org.smtpra.SmtpSendStage.DATA;
import static org.smtpra.SmtpSendStage.FINAL_REPLY;
import static org.smtpra.SmtpSendStage.MAIL_FROM;
import static org.smtpra.SmtpSendStage.RCPT_TO;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.Stage;

/**
 * What every fault at every stage of a transaction must mean. The classes of replies are the same
 * at each stage up to DATA, so those rows are made by {@link #beforeTheContent}.
 */
final class StageFaultTable {

  private final List<Row> rows = new ArrayList<>();

  /** One cell; no expectation means success. */
  record Row(Stage at, Fault fault, boolean large, Optional<Expectation> expected, boolean usable) {

    @Override
    public String toString() {
      return (large ? "large " : "")
          + at
          + " "
          + fault
          + " -> "
          + expected.map(Object::toString).orElse("success");
    }

    boolean needsShortTimeouts() {
      return expected.map(e -> e.reason() == TIMEOUT).orElse(false);
    }
  }

  record Expectation(SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage) {}

  static List<Row> rows() {
    StageFaultTable table = new StageFaultTable();
    table.beforeTheContent(Stage.MAIL, MAIL_FROM, SENDER_REFUSED);
    table.beforeTheContent(Stage.RCPT, RCPT_TO, RECIPIENTS_REFUSED);
    table.beforeTheContent(Stage.DATA, DATA, MESSAGE_REFUSED);
    table.outOfStep();
    table.special();
    table.midContent();
    table.verdicts();
    table.withoutVerdict();
    return table.rows;
  }

  private void beforeTheContent(Stage at, SmtpSendStage stage, SmtpFailureReason whenPermanent) {
    kept(at, reply("451 4.7.1 greylisted"), RETRYABLE_TEMPORARY_FAILURE, DEFERRED, stage);
    kept(
        at,
        reply("450-4.2.0 busy", "450 4.2.0 later"),
        RETRYABLE_TEMPORARY_FAILURE,
        DEFERRED,
        stage);
    kept(at, reply("550 5.7.1 no"), PERMANENT_FAILURE, whenPermanent, stage);
    closed(at, reply("421 4.3.2 shutting down"), RETRYABLE_TEMPORARY_FAILURE, DEFERRED, stage);
    closed(at, reply("521 5.3.2 no mail here"), PERMANENT_FAILURE, whenPermanent, stage);
    closed(at, reply("221 2.0.0 bye"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, stage);
    closed(at, new Fault.GarbageLine(), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, stage);
    closed(at, raw("150 hm\r\n"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, stage);
    lost(at, stage);
  }

  private void lost(Stage at, SmtpSendStage stage) {
    for (Fault fault :
        List.of(
            new Fault.CloseBefore(),
            new Fault.Truncate(),
            new Fault.Reset(),
            new Fault.HalfClose(),
            new Fault.CutReply("250-well"),
            new Fault.CutReply("250-well\r\n"))) {
      closed(at, fault, RETRYABLE_BEFORE_SEND, CONNECTION_LOST, stage);
    }
    closed(at, new Fault.Stall(), RETRYABLE_BEFORE_SEND, TIMEOUT, stage);
    closed(at, new Fault.Drip(ShortTime.DRIP), RETRYABLE_BEFORE_SEND, TIMEOUT, stage);
  }

  /** A reply too many, or the reply to another command. */
  private void outOfStep() {
    closed(Stage.MAIL, reply("354 go on"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, MAIL_FROM);
    closed(Stage.RCPT, reply("354 go on"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, RCPT_TO);
    closed(Stage.DATA, reply("250 2.0.0 done"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, DATA);
    closed(Stage.MAIL, twice("250 2.1.0 OK"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, RCPT_TO);
    closed(Stage.RCPT, twice("250 2.1.5 OK"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, RCPT_TO);
    closed(Stage.DATA, twice("354 go"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR, CONTENT);
    closed(
        Stage.DATA,
        twice("354 go", "250 2.0.0 done"),
        RETRYABLE_BEFORE_SEND,
        PROTOCOL_ERROR,
        CONTENT);
    closed(
        Stage.DATA,
        twice("354 go", "421 4.3.2 bye"),
        RETRYABLE_TEMPORARY_FAILURE,
        DEFERRED,
        CONTENT);
    closed(
        Stage.DATA, twice("354 go", "554 5.7.1 no"), PERMANENT_FAILURE, MESSAGE_REFUSED, CONTENT);
  }

  private void special() {
    Fault lastWord = new Fault.ReplyThenClose("450 4.2.0 later");
    closed(Stage.MAIL, lastWord, RETRYABLE_TEMPORARY_FAILURE, DEFERRED, MAIL_FROM);
    closed(Stage.RCPT, lastWord, RETRYABLE_BEFORE_SEND, CONNECTION_LOST, RCPT_TO);
    closed(Stage.DATA, lastWord, RETRYABLE_TEMPORARY_FAILURE, DEFERRED, DATA);
    kept(
        Stage.MAIL,
        reply("530 5.7.0 sign in first"),
        PERMANENT_FAILURE,
        AUTHENTICATION_REFUSED,
        MAIL_FROM);
    kept(Stage.MAIL, reply("552 5.3.4 too big"), PERMANENT_FAILURE, MESSAGE_TOO_LARGE, MAIL_FROM);
    kept(Stage.RCPT, reply("552 5.5.3 too many"), RETRYABLE_TEMPORARY_FAILURE, DEFERRED, RCPT_TO);
    kept(
        Stage.RCPT,
        reply("552 5.2.2 mailbox full"),
        PERMANENT_FAILURE,
        RECIPIENTS_REFUSED,
        RCPT_TO);
    kept(Stage.DATA, reply("552 5.3.4 too big"), PERMANENT_FAILURE, MESSAGE_TOO_LARGE, DATA);
  }

  /** The large message is still being written when the fault strikes. */
  private void midContent() {
    large(new Fault.Truncate(), RETRYABLE_BEFORE_SEND, CONNECTION_LOST);
    large(new Fault.Reset(), RETRYABLE_BEFORE_SEND, CONNECTION_LOST);
    large(new Fault.StopReading(), RETRYABLE_BEFORE_SEND, TIMEOUT);
    large(reply("250 2.0.0 already"), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR);
    large(new Fault.GarbageLine(), RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR);
    large(then("552 5.3.4 too big", new Fault.Reset()), PERMANENT_FAILURE, MESSAGE_TOO_LARGE);
    large(then("552 5.3.4 too big", new Fault.CloseBefore()), PERMANENT_FAILURE, MESSAGE_TOO_LARGE);
    large(then("451 4.3.0 disk full", new Fault.Reset()), RETRYABLE_TEMPORARY_FAILURE, DEFERRED);
    large(then("421 4.3.2 bye", new Fault.Reset()), RETRYABLE_TEMPORARY_FAILURE, DEFERRED);
  }

  private void verdicts() {
    kept(
        Stage.FINAL_REPLY,
        reply("451 4.3.0 later"),
        RETRYABLE_TEMPORARY_FAILURE,
        DEFERRED,
        FINAL_REPLY);
    kept(Stage.FINAL_REPLY, reply("452 later"), RETRYABLE_TEMPORARY_FAILURE, DEFERRED, FINAL_REPLY);
    kept(
        Stage.FINAL_REPLY,
        reply("554 5.7.1 spam"),
        PERMANENT_FAILURE,
        MESSAGE_REFUSED,
        FINAL_REPLY);
    kept(
        Stage.FINAL_REPLY,
        reply("552 5.3.4 too big"),
        PERMANENT_FAILURE,
        MESSAGE_TOO_LARGE,
        FINAL_REPLY);
    closed(
        Stage.FINAL_REPLY, reply("521 5.3.2 no"), PERMANENT_FAILURE, MESSAGE_REFUSED, FINAL_REPLY);
    closed(
        Stage.FINAL_REPLY,
        new Fault.ReplyThenClose("554 5.7.1 spam"),
        PERMANENT_FAILURE,
        MESSAGE_REFUSED,
        FINAL_REPLY);
    success(reply("250 2.0.0 OK"), true);
    success(reply("250-2.0.0 queued", "250 2.0.0 as 4711"), true);
    success(reply("252 2.0.0 perhaps"), true);
    success(new Fault.Drip(Duration.ofMillis(1)), true);
    success(new Fault.DelayedReply(Duration.ofMillis(20)), true);
    success(new Fault.ReplyThenClose("250 2.0.0 OK"), false);
    success(then("250 2.0.0 OK", new Fault.Reset()), false);
    success(twice("250 2.0.0 OK"), false);
    success(reply("221 2.0.0 taken, bye"), false);
  }

  /** The server may or may not have taken it: both are played, and both look the same to us. */
  private void withoutVerdict() {
    unknown(reply("421 4.3.2 shutting down"), DEFERRED);
    unknown(reply("451 4.4.1 relay lost"), DEFERRED);
    unknown(reply("554 5.4.7 expired"), DEFERRED);
    unknown(reply("354 go on"), PROTOCOL_ERROR);
    unknown(raw("150 hm\r\n"), PROTOCOL_ERROR);
    unknown(new Fault.GarbageLine(), PROTOCOL_ERROR);
    unknown(new Fault.CloseBefore(), CONNECTION_LOST);
    unknown(new Fault.Truncate(), CONNECTION_LOST);
    unknown(new Fault.Reset(), CONNECTION_LOST);
    unknown(new Fault.HalfClose(), CONNECTION_LOST);
    unknown(new Fault.CutReply("250 2.0.0 OK"), CONNECTION_LOST);
    unknown(new Fault.CutReply("250-2.0.0 OK\r\n"), CONNECTION_LOST);
    unknown(new Fault.CutReply("554-5.7.1 spam\r\n"), CONNECTION_LOST);
    unknown(raw("250-2.0.0 OK\r\n554 5.7.1 no\r\n"), PROTOCOL_ERROR);
    unknown(new Fault.Stall(), TIMEOUT);
    unknown(new Fault.Drip(ShortTime.DRIP), TIMEOUT);
  }

  private void kept(
      Stage at, Fault fault, SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage) {
    rows.add(new Row(at, fault, false, Optional.of(new Expectation(kind, reason, stage)), true));
  }

  private void closed(
      Stage at, Fault fault, SmtpFailureKind kind, SmtpFailureReason reason, SmtpSendStage stage) {
    rows.add(new Row(at, fault, false, Optional.of(new Expectation(kind, reason, stage)), false));
  }

  private void large(Fault fault, SmtpFailureKind kind, SmtpFailureReason reason) {
    Fault later = new Fault.AfterOctets(20_000, fault);
    rows.add(
        new Row(
            Stage.CONTENT,
            later,
            true,
            Optional.of(new Expectation(kind, reason, CONTENT)),
            false));
  }

  private void success(Fault fault, boolean usable) {
    rows.add(new Row(Stage.FINAL_REPLY, fault, false, Optional.empty(), usable));
  }

  private void unknown(Fault fault, SmtpFailureReason reason) {
    closed(Stage.FINAL_REPLY, fault, UNKNOWN_AFTER_DATA, reason, FINAL_REPLY);
    Fault accepting = new Fault.Accepting(fault);
    closed(Stage.FINAL_REPLY, accepting, UNKNOWN_AFTER_DATA, reason, FINAL_REPLY);
  }

  private static Fault reply(String... lines) {
    return new Fault.Reply(lines);
  }

  private static Fault raw(String octets) {
    return new Fault.RawBytes(octets);
  }

  private static Fault twice(String line) {
    return twice(line, line);
  }

  private static Fault twice(String line, String extra) {
    return new Fault.ReplyThenExtra(line, extra + "\r\n");
  }

  private static Fault then(String line, Fault next) {
    return new Fault.Then(reply(line), next);
  }
}
