/**
 * Runs the demo: a mail server, WildFly with the adapter and the application, and the comparison of
 * what arrived with what was sent. May import the mail package beside it, and nothing of the
 * adapter. Open DemoRunner first.
 */
@NullMarked
package org.smtpra.demo;

import org.jspecify.annotations.NullMarked;
