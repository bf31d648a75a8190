package org.smtpra.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How tokens are fetched, the same for all users of a configuration.
 *
 * @param timeout the longest time for one
 * @param refreshMargin how long before its end a token is replaced
 * @param proxy the way to the endpoint; nothing for what the Java runtime is told
 * @param trustStoreFile the certificates to trust there; nothing for those of the Java runtime
 * @param trustStorePassword its password; empty for none
 */
public record TokenRules(
    Duration timeout,
    Duration refreshMargin,
    Optional<HttpProxy> proxy,
    Optional<Path> trustStoreFile,
    Secret trustStorePassword) {}
