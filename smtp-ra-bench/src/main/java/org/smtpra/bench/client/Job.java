package org.smtpra.bench.client;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a sender is made for.
 *
 * @param port of the server on the loopback address
 * @param workload sessions, recipients, TLS
 * @param body the text of each message: lines of 76 characters
 * @param recipients the addresses of each message
 */
public record Job(int port, Workload workload, String body, List<String> recipients) {
  /** Where the server is; its certificate has this name. */
  public static final String HOST = "localhost";

  /** Of each message. */
  public static final String FROM = "shop@example.com";

  /** Of each message. */
  public static final String SUBJECT = "Your order";

  private static final String LINE =
      "Dear customer, the goods that you have ordered are on their way to you now.\r\n";

  /** For this workload; text and addresses are made here, once. */
  public Job(int port, Workload workload) {
    this(
        port,
        workload,
        LINE.repeat(Math.max(1, workload.octets() / LINE.length())),
        IntStream.range(0, workload.recipients())
            .mapToObj(i -> "customer" + i + "@example.org")
            .toList());
  }
}
