package org.smtpra.config;

/**
 * A user name and its password.
 *
 * @param userName not empty
 * @param password shown nowhere
 */
public record Credentials(String userName, Secret password) {}
