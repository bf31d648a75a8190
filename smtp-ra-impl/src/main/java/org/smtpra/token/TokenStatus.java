package org.smtpra.token;

import java.time.Duration;
import java.util.Optional;

/**
 * A user's token at one moment, without the token.
 *
 * @param userName as whom it signs in
 * @param source where it comes from
 * @param present whether there is one that may be used
 * @param endsIn how long it lives; nothing where there is none, or nobody has told
 * @param trouble why the last fetch failed; an empty text where it did not
 */
public record TokenStatus(
    String userName, String source, boolean present, Optional<Duration> endsIn, String trouble) {}
