package org.smtpra.submission;

import java.time.Duration;

/**
 * What is done in the background at one moment.
 *
 * @param waiting messages that wait for a worker
 * @param sending messages that a worker has
 * @param workers threads that send, or are about to
 * @param oldestWait how long the first of those that wait has been waiting; zero where none is
 */
public record SubmissionStatus(int waiting, int sending, int workers, Duration oldestWait) {}
