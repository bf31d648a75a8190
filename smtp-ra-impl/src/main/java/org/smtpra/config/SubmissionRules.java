package org.smtpra.config;

/**
 * How messages are sent in the background.
 *
 * @param queueCapacity how many may wait
 * @param workers how many are sent at a time
 */
public record SubmissionRules(int queueCapacity, int workers) {}
