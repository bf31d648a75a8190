/**
 * Tests of the comparison, and the demo without WildFly: the stand-alone pool sends the mails. May
 * import everything. Open EndToEndTest first.
 */
@NullMarked
package org.smtpra.demo;

import org.jspecify.annotations.NullMarked;
