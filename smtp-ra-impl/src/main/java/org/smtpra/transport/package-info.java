/**
 * Sockets, TLS, addresses and deadlines: the only place that opens a socket.
 *
 * <p>Imports protocol, config and the API. Sockets are non-blocking and waited on with a selector,
 * so that every read, write and handshake ends by its deadline and a close never hangs. Open {@link
 * org.smtpra.transport.SmtpChannel} first.
 */
@NullMarked
package org.smtpra.transport;

import org.jspecify.annotations.NullMarked;
