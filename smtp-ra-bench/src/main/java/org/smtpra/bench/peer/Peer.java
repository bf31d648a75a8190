package org.smtpra.bench.peer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.smtpra.bench.client.SenderFactory;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;

/** The senders that are compared. */
public enum Peer implements SenderFactory {
  /** See {@link BareData}. */
  BARE_DATA("the limit for two round trips: bare socket, pipelined DATA"),
  /** See {@link BareBdat}. */
  BARE_BDAT("the limit for one round trip: bare socket, one-flush BDAT"),
  /** See {@link BareOverlap}. */
  BARE_OVERLAP("the limit for batches of 20: content and next commands in one flush"),
  /** See {@link OurPool}. */
  SMTP_RA("smtp-ra as it comes (pipelining=ENVELOPE)"),
  /** See {@link OurPool}. */
  SMTP_RA_FULL("smtp-ra with pipelining=FULL"),
  /** See {@link OurPool}. */
  SMTP_RA_BATCH("smtp-ra, 20 messages a call of sendAll"),
  /** See {@link AngusEach}. */
  ANGUS_EACH("Angus Transport.send: a connection for each message"),
  /** See {@link AngusReused}. */
  ANGUS_REUSED("Angus transports that stay connected"),
  /** See {@link AngusReused}. */
  ANGUS_TUNED("the same, TCP_NODELAY and the look-up of the stream provider off"),
  /** See {@link SimpleJavaMail}. */
  SIMPLE_JAVA_MAIL("Simple Java Mail with its batch module"),
  /** See {@link NithrilPool}. */
  NITHRIL("nithril smtp-connection-pool"),
  /** See {@link VertxMail}. */
  VERTX("Vert.x mail client"),
  /** See {@link HubSpotNio}. */
  HUBSPOT("HubSpot NioSmtpClient, which has no pool"),
  /** See {@link SpringSender}. */
  SPRING("Spring JavaMailSender, message by message"),
  /** See {@link SpringSender}. */
  SPRING_BATCH("Spring JavaMailSender, 20 messages a call");

  private static final int BATCH = 20;

  private final String description;

  Peer(String description) {
    this.description = description;
  }

  /** For the legend of tables. */
  public String description() {
    return description;
  }

  /** In tables and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its JVM needs to be told. */
  public List<String> options() {
    return this == ANGUS_TUNED
        ? List.of(
            "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider")
        : List.of();
  }

  /** Whether a measurement of this workload tells something of this sender. */
  public boolean measures(Workload workload) {
    return true;
  }

  /** What a new process does before its first measurement. */
  public Workload warmUp() {
    return Workloads.plain(0, Workloads.SMALL, 8);
  }

  @Override
  public Sender open(Job job) throws Exception {
    return switch (this) {
      case BARE_DATA -> filled(new BareData(job));
      case BARE_BDAT -> filled(new BareBdat(job));
      case BARE_OVERLAP -> filled(new BareOverlap(job, BATCH));
      case SMTP_RA -> new OurPool(job, 1, Map.of());
      case SMTP_RA_FULL -> new OurPool(job, 1, Map.of("pipelining", "FULL"));
      case SMTP_RA_BATCH -> new OurPool(job, BATCH, Map.of());
      case ANGUS_EACH -> new AngusEach(job);
      case ANGUS_REUSED -> filled(AngusReused.asItIs(job));
      case ANGUS_TUNED -> filled(AngusReused.tuned(job));
      case SIMPLE_JAVA_MAIL -> new SimpleJavaMail(job);
      case NITHRIL -> new NithrilPool(job);
      case VERTX -> new VertxMail(job);
      case HUBSPOT -> filled(new HubSpotNio(job));
      case SPRING -> new SpringSender(job, 1);
      case SPRING_BATCH -> new SpringSender(job, BATCH);
    };
  }

  private static Sender filled(SessionPool<?> pool) throws Exception {
    pool.fill();
    return pool;
  }
}
