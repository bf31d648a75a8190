package org.smtpra.config;

import java.nio.file.Path;

/**
 * The certificate and private key with which we prove to a server who we are.
 *
 * @param file a key store, or PEM with certificates and one private key
 * @param password of the key store and of its key; an empty secret if there is none
 * @param type the key store's format
 */
public record KeyStoreConfiguration(Path file, Secret password, String type) {}
