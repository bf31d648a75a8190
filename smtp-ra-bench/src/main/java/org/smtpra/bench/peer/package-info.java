/**
 * The senders: the bare socket, Jakarta Mail and what is built on it, Vert.x, NioSmtpClient, and
 * ours.
 */
@NullMarked
package org.smtpra.bench.peer;

import org.jspecify.annotations.NullMarked;
