package org.smtpra.bench.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.smtpra.bench.process.Fields;

/**
 * What is asked of each sender in one comparison.
 *
 * @param rttMillis the round-trip time of the network, 0 for loopback as it is
 * @param octets the size of the text of each message
 * @param callers threads that send, one message after the other
 * @param sessions the most sessions that a sender may have open
 * @param recipients of each message
 * @param tls whether the sessions use STARTTLS
 */
public record Workload(
    int rttMillis, int octets, int callers, int sessions, int recipients, boolean tls) {

  /** Reads what {@link #fields} wrote. */
  public static Workload of(Fields fields) {
    return new Workload(
        fields.count("rtt"),
        fields.count("octets"),
        fields.count("callers"),
        fields.count("sessions"),
        fields.count("recipients"),
        Boolean.parseBoolean(fields.text("tls")));
  }

  /** For the processes that do the work. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("rtt", Integer.toString(rttMillis));
    fields.put("octets", Integer.toString(octets));
    fields.put("callers", Integer.toString(callers));
    fields.put("sessions", Integer.toString(sessions));
    fields.put("recipients", Integer.toString(recipients));
    fields.put("tls", Boolean.toString(tls));
    return fields;
  }

  /** For people. */
  public String title() {
    return "RTT "
        + rttMillis
        + " ms, "
        + size()
        + ", "
        + count(callers, "caller")
        + " on "
        + count(sessions, "session")
        + ", "
        + count(recipients, "recipient")
        + ", "
        + (tls ? "STARTTLS" : "plain");
  }

  /** Which code it runs through: the size and TLS, all else as simple as can be. */
  public Workload path() {
    return new Workload(0, octets, 1, 1, 1, tls);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private String size() {
    int kibi = octets / 1024;
    return kibi < 1024 ? kibi + " KiB" : kibi / 1024 + " MiB";
  }
}
