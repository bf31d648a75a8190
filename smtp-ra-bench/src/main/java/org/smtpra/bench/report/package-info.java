/** Tables, targets and the picture, made from what was measured. */
@NullMarked
package org.smtpra.bench.report;

import org.jspecify.annotations.NullMarked;
