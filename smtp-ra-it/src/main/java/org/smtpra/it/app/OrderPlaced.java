package org.smtpra.it.app;

/**
 * An order was placed, and will be kept if the JTA transaction commits.
 *
 * @param confirmation what to send then
 */
public record OrderPlaced(Letter confirmation) {}
