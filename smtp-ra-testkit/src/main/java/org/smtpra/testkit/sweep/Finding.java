package org.smtpra.testkit.sweep;

/**
 * A secret that was shown.
 *
 * @param outlet where
 * @param secret what, as it stood there
 * @param text around it
 */
public record Finding(String outlet, String secret, String text) {}
