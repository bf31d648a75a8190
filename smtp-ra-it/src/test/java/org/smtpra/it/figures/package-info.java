/**
 * What the adapter does inside an application server, beside the stand-alone pool, in figures. Open
 * {@link org.smtpra.it.figures.InsideFigures} first; {@code load} is what both sides run.
 */
@NullMarked
package org.smtpra.it.figures;

import org.jspecify.annotations.NullMarked;
