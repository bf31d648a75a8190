package org.smtpra.session;

import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.config.Chunking;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.config.WireRules;
import org.smtpra.protocol.Capabilities;

/**
 * How one message uses the wire.
 *
 * @param pipelined commands of the envelope go out together
 * @param dataJoins DATA goes out with them
 * @param chunked the content goes by BDAT
 * @param inOneFlush envelope and content go out together
 */
record SendMode(boolean pipelined, boolean dataJoins, boolean chunked, boolean inOneFlush) {

  /**
   * Chooses the mode that costs the fewest round trips and risks nothing but what was asked for.
   *
   * <p>With several recipients under ALL_OR_NOTHING a DATA that joined the envelope could only be
   * undone by closing the connection: so it waits, or BDAT takes its place, which needs no
   * permission.
   */
  static SendMode choose(
      WireRules rules, Capabilities capabilities, Envelope envelope, Circumstances now) {
    boolean pipelined = pipelines(rules, capabilities);
    boolean chunkable =
        rules.chunking() != Chunking.NEVER
            && capabilities.offers("CHUNKING")
            && (now.chunkingTrusted() || rules.chunking() == Chunking.ALWAYS);
    boolean one = envelope.recipients().size() == 1;
    boolean full =
        mayFillWindows(rules)
            && pipelined
            && chunkable
            && one
            && now.provenRecently()
            && now.contentInMemory();
    boolean dataIsSafe =
        one
            || envelope.policy() == SmtpRecipientPolicy.SEND_TO_ACCEPTED
            || rules.pipelineData() == PipelineData.ALWAYS;
    boolean chunked =
        full || (chunkable && (rules.chunking() == Chunking.ALWAYS || (pipelined && !dataIsSafe)));
    return new SendMode(pipelined, pipelined && !chunked && dataIsSafe, chunked, full);
  }

  /** Whether envelope and content may go out together, if the server lets them. */
  static boolean mayFillWindows(WireRules rules) {
    return rules.pipelining() == Pipelining.FULL && rules.chunking() != Chunking.NEVER;
  }

  /** Whether commands go out together. */
  static boolean pipelines(WireRules rules, Capabilities capabilities) {
    return rules.pipelining() != Pipelining.NONE && capabilities.offers("PIPELINING");
  }

  /**
   * What counts at the moment of sending.
   *
   * @param provenRecently the server answered a moment ago
   * @param chunkingTrusted the server is not known to botch BDAT
   * @param contentInMemory the whole content is at hand
   */
  record Circumstances(boolean provenRecently, boolean chunkingTrusted, boolean contentInMemory) {}
}
