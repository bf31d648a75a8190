/**
 * The load: the same classes run in an application server and in a program of its own. Only Jakarta
 * APIs, ours, and the JDK, because an application server knows no others.
 */
@NullMarked
package org.smtpra.it.figures.load;

import org.jspecify.annotations.NullMarked;
