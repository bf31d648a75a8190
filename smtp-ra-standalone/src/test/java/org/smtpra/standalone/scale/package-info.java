/**
 * Ten thousand callers on eight sessions, and a thousand sessions in one pool. {@link
 * org.smtpra.standalone.scale.ScaleFigures} writes a page of figures by command; {@link
 * org.smtpra.standalone.scale.ScaleTest} asserts the same counts with fewer of each in every build.
 */
@NullMarked
package org.smtpra.standalone.scale;

import org.jspecify.annotations.NullMarked;
