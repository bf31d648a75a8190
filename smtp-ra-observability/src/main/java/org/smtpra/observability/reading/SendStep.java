package org.smtpra.observability.reading;

import java.time.Duration;
import java.time.Instant;
import javax.management.openmbean.CompositeData;

/**
 * A step of a message's way, as docs/reference/jmx.md has it. Immutable.
 *
 * @param step {@code LEASE}, {@code LEASE_REFUSED}, {@code OPEN_FAILED}, {@code STAGE} or {@code
 *     RETRY}
 * @param stage of the conversation; an empty text for none
 * @param reason of a failure; an empty text for none
 * @param endpointKey {@code host:port}; an empty text for none
 * @param startedAt when it began
 * @param took how long it took; of a {@code RETRY} the wait that begins
 */
public record SendStep(
    String step,
    String stage,
    String reason,
    String endpointKey,
    Instant startedAt,
    Duration took) {

  static SendStep of(CompositeData row) {
    return new SendStep(
        (String) row.get("step"),
        (String) row.get("stage"),
        (String) row.get("reason"),
        (String) row.get("endpointKey"),
        SendNotice.instant((Long) row.get("startedAtNanos")),
        Duration.ofNanos((Long) row.get("nanos")));
  }
}
