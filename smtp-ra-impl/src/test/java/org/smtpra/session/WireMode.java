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

  boolean chunked() {
    return chunking != Chunking.NEVER;
  }

  /** Whether DATA goes out before the recipients are answered. */
  boolean joins(MatrixSetting setting) {
    return this == DATA_JOINS || (this == ENVELOPE && setting.dataMayJoin());
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
    stages.add(Stage.FINAL_REPLY);
    return stages;
  }

  /** One recipient is what FULL is limited to. */
  List<MatrixSetting> settings() {
    return List.of(MatrixSetting.values()).stream()
        .filter(setting -> this != FULL || setting.recipients().size() == 1)
        .toList();
  }
}
