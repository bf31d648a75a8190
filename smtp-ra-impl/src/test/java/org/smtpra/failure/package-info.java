/**
 * Tests of the table from stage and cause to classification.
 *
 * <p>Imports JUnit, the API and the package under test. Open {@link
 * org.smtpra.failure.FailureTableTest} first.
 */
@NullMarked
package org.smtpra.failure;

import org.jspecify.annotations.NullMarked;
