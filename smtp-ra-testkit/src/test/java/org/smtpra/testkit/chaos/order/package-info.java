/** Tests of the chaos checker's package of the same name. */
@NullMarked
package org.smtpra.testkit.chaos.order;

import org.jspecify.annotations.NullMarked;
