/** What runs in the JVM of one sender: callers that send for a while, and what that cost. */
@NullMarked
package org.smtpra.bench.client;

import org.jspecify.annotations.NullMarked;
