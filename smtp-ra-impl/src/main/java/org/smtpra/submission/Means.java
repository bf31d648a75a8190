package org.smtpra.submission;

import java.util.function.LongSupplier;
import org.smtpra.delivery.Dispatch;
import org.smtpra.delivery.HostAdmission;
import org.smtpra.delivery.MessageSender;
import org.smtpra.event.SmtpEventListener;

/**
 * What sends the messages of one configuration.
 *
 * @param sender prepares them
 * @param dispatch sends them until they are decided
 * @param hosts ends waits
 * @param events hears what happens
 * @param nanoTime the monotonic clock
 */
public record Means(
    MessageSender sender,
    Dispatch dispatch,
    HostAdmission hosts,
    SmtpEventListener events,
    LongSupplier nanoTime) {}
