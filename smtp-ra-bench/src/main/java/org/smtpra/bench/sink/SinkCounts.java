package org.smtpra.bench.sink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the sink has seen since it was started. Thread safe. */
final class SinkCounts {
  final LongAdder messages = new LongAdder();
  final LongAdder recipients = new LongAdder();
  final LongAdder sessions = new LongAdder();

  /**
   * How often a client had to wait for the server: replies were written, and nothing more was there
   * to read. Where the network has a round-trip time, what came too soon after a reply to be its
   * effect does not count; there the wait that is under way is counted when it ends.
   */
  final LongAdder roundTrips = new LongAdder();

  /** Octets of content, dots and all. */
  final LongAdder octets = new LongAdder();

  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("messages", Long.toString(messages.sum()));
    fields.put("recipients", Long.toString(recipients.sum()));
    fields.put("sessions", Long.toString(sessions.sum()));
    fields.put("roundTrips", Long.toString(roundTrips.sum()));
    fields.put("octets", Long.toString(octets.sum()));
    return fields;
  }
}
