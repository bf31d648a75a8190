package org.smtpra.auth;

/**
 * Who signs in with a token, and where.
 *
 * @param userName the user
 * @param token the token
 * @param host the server's name, as configured
 * @param port the server's port
 */
public record TokenHolder(String userName, BearerToken token, String host, int port) {}
