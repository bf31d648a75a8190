package org.smtpra.bench.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.smtpra.bench.client.SenderFactory;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;

/** The senders that are compared. */
public enum Peer implements SenderFactory {
  /** See {@link BareData}. */
  BARE_DATA(Manner.LEADING, "the limit for two round trips: bare socket, pipelined DATA"),
  /** See {@link BareBdat}. */
  BARE_BDAT(Manner.POOLED, "the limit for one round trip: bare socket, one-flush BDAT"),
  /** See {@link BareOverlap}. */
  BARE_OVERLAP(Manner.BATCH, "the limit for batches of 20: content and next commands in one flush"),
  /** See {@link BareEach}. */
  BARE_TLS_EACH(
      Manner.TLS_EACH, "the limit for a TLS session a message: bare JDK sockets, one SSLContext"),
  /** See {@link OurPool}. */
  SMTP_RA(Manner.LEADING, "smtp-ra as it comes (pipelining=ENVELOPE)"),
  /** See {@link OurPool}. */
  SMTP_RA_FULL(Manner.LEADING, "smtp-ra with pipelining=FULL"),
  /** See {@link OurPool}. */
  SMTP_RA_BATCH(Manner.BATCH, "smtp-ra, 20 messages a call of sendAll"),
  /** See {@link OurPool}. */
  SMTP_RA_FULL_BATCH(Manner.BATCH, "smtp-ra with pipelining=FULL, 100 messages a call of sendAll"),
  /** See {@link OurPool}. */
  SMTP_RA_EACH(Manner.TLS_EACH, "smtp-ra with maxMessagesPerSession=1: a session a message"),
  /** See {@link AngusEach}. */
  ANGUS_EACH(Manner.EACH, "Angus Transport.send: a connection for each message"),
  /** See {@link AngusReused}. */
  ANGUS_REUSED(Manner.POOLED, "Angus transports that stay connected"),
  /** See {@link AngusReused}. */
  ANGUS_TUNED(Manner.LEADING, "the same, TCP_NODELAY and the look-up of the stream provider off"),
  /** See {@link SimpleJavaMail}. */
  SIMPLE_JAVA_MAIL(Manner.POOLED, "Simple Java Mail with its batch module"),
  /** See {@link NithrilPool}. */
  NITHRIL(Manner.POOLED, "nithril smtp-connection-pool"),
  /** See {@link VertxMail}. */
  VERTX(Manner.POOLED, "Vert.x mail client"),
  /** See {@link HubSpotNio}. */
  HUBSPOT(Manner.POOLED, "HubSpot NioSmtpClient, which has no pool"),
  /** See {@link SpringSender}. */
  SPRING(Manner.EACH, "Spring JavaMailSender, message by message"),
  /** See {@link SpringSender}. */
  SPRING_BATCH(Manner.BATCH, "Spring JavaMailSender, 20 messages a call"),
  /** Runs in Node.js: see {@code org.smtpra.bench.node}. */
  NODEMAILER(Manner.POOLED, "nodemailer with its pool, in Node.js");

  private static final int BATCH = 20;
  private static final int WINDOWED_BATCH = 100;

  private final Manner manner;
  private final String description;

  Peer(Manner manner, String description) {
    this.manner = manner;
    this.description = description;
  }

  /**
   * The sender with this label.
   *
   * @throws IllegalArgumentException naming all there are, if there is none
   */
  public static Peer of(String label) {
    return Arrays.stream(values())
        .filter(peer -> peer.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    label
                        + " is none of "
                        + Arrays.stream(values())
                            .map(Peer::label)
                            .collect(Collectors.joining(", "))));
  }

  /** For the legend of tables. */
  public String description() {
    return description;
  }

  /** In tables and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is ours. */
  public boolean isOurs() {
    return name().startsWith("SMTP_RA");
  }

  /** Whether it is a limit rather than a sender that somebody would use. */
  public boolean isLimit() {
    return name().startsWith("BARE");
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
    return manner.measures(workload);
  }

  /** What a new process does before its first measurement. */
  public Workload warmUp() {
    return manner == Manner.TLS_EACH
        ? Workloads.encrypted(0, Workloads.SMALL, 8)
        : Workloads.plain(0, Workloads.SMALL, 8);
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
      case BARE_TLS_EACH -> new BareEach(job);
      case SMTP_RA_FULL_BATCH -> new OurPool(job, WINDOWED_BATCH, Map.of("pipelining", "FULL"));
      case SMTP_RA_EACH -> new OurPool(job, 1, Map.of("maxMessagesPerSession", "1"));
      case ANGUS_EACH -> new AngusEach(job);
      case ANGUS_REUSED -> filled(AngusReused.asItIs(job));
      case ANGUS_TUNED -> filled(AngusReused.tuned(job));
      case SIMPLE_JAVA_MAIL -> new SimpleJavaMail(job);
      case NITHRIL -> new NithrilPool(job);
      case VERTX -> new VertxMail(job);
      case HUBSPOT -> filled(new HubSpotNio(job));
      case SPRING -> new SpringSender(job, 1);
      case SPRING_BATCH -> new SpringSender(job, BATCH);
      case NODEMAILER -> throw new IllegalStateException("nodemailer runs in no JVM");
    };
  }

  private static Sender filled(SessionPool<?> pool) throws Exception {
    pool.fill();
    return pool;
  }
}
