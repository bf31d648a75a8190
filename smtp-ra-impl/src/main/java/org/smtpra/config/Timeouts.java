package org.smtpra.config;

import java.time.Duration;

/**
 * How long each step may take.
 *
 * @param connect name resolution, TCP and TLS together
 * @param greeting the server's greeting
 * @param authenticate the whole AUTH exchange
 * @param send the reply to each command
 * @param finalReply the reply after the end of the content (RFC 5321 section 4.5.3.2.6)
 * @param acquire a lease of the stand-alone pool, and everywhere a host that may be used; zero for
 *     no wait
 */
public record Timeouts(
    Duration connect,
    Duration greeting,
    Duration authenticate,
    Duration send,
    Duration finalReply,
    Duration acquire) {}
