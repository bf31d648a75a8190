/**
 * The chaos checker on the stand-alone pool: short runs for every build, longer ones by command.
 *
 * <p>Imports the API, the pool and the testkit. Open {@link
 * org.smtpra.standalone.chaos.ChaosProgram} first.
 */
@NullMarked
package org.smtpra.standalone.chaos;

import org.jspecify.annotations.NullMarked;
