package org.smtpra.session;

import java.util.ArrayList;
import java.util.List;
import org.smtpra.config.Chunking;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.Stage;

/** The ways in which envelope and content use the wire. */
enum WireMode {
  LOCKSTEP(Pipelining.NONE, PipelineData.ONE_RECIPIENT, Chunking.NEVER),
  ENVELOPE(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, Chunking.NEVER),
  DATA_JOINS(Pipelining.ENVELOPE, PipelineData.ALWAYS, Chunking.NEVER),
  ONE_CHUNK(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, Chunking.ALWAYS),
  CHUNKS(Pipelining.ENVELOPE, PipelineData.ONE_RECIPIENT, Chunking.ALWAYS),
  FULL(Pipelining.FULL, PipelineData.ONE_RECIPIENT, Chunking.AUTO);

  private final Pipelining pipelining;
  private final PipelineData data;
  private final Chunking chunking;

  WireMode(Pipelining pipelining, PipelineData data, Chunking chunking) {
    this.pipelining = pipelining;
    this.data = data;
    this.chunking = chunking;
  }

  TestClient apply(TestClient client) {
    return client.wire(pipelining, data, chunking);
  }

  ScriptedSmtpServerBuilder server() {
    ScriptedSmtpServerBuilder builder = ScriptedSmtpServer.builder().offer("CHUNKING");
    // That the content does not wait for the recipient's reply is what this mode is for.
    return this == FULL ? builder.tolerate(ClientRule.RCPT_BEFORE_BDAT) : builder;
  }

  boolean pipelined() {
    return pipelining != Pipelining.NONE;
  }

  boolean chunked() {
    return chunking != Chunking.NEVER;
  }

  /** Whether DATA goes out before the recipients are answered, at least to some. */
  boolean mayJoin() {
    return this == DATA_JOINS || this == ENVELOPE;
  }

  /** Whether it does in this setting. */
  boolean joins(MatrixSetting setting) {
    return this == DATA_JOINS || (this == ENVELOPE && setting.dataMayJoin());
  }

  /** Whether the stage comes although a recipient was refused and that decides. */
  boolean reachesInSpiteOfARefusal(Stage stage) {
    return switch (stage) {
      case MAIL, RCPT, RSET -> true;
      case DATA -> this == DATA_JOINS;
      default -> false;
    };
  }

  /** The command that ends a transaction which must not complete. */
  Stage reset() {
    return this == FULL ? Stage.EHLO : Stage.RSET;
  }

  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>(List.of(Stage.MAIL, Stage.RCPT));
    if (!chunked()) {
      stages.add(Stage.DATA);
    }
    stages.add(Stage.CONTENT);
    if (this == CHUNKS) {
      stages.add(Stage.BDAT_CHUNK);
    }
    stages.addAll(List.of(Stage.FINAL_REPLY, Stage.IDLE, reset()));
    return stages;
  }
}
