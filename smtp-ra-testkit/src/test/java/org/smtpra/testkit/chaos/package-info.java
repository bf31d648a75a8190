/** Tests of the chaos checker: of its parts, and that it finds what it is there to find. */
@NullMarked
package org.smtpra.testkit.chaos;

import org.jspecify.annotations.NullMarked;
