/**
 * One back end for each metrics API; an API that the server has not is left out.
 *
 * <p>Imports reading, CDI and the APIs. Open {@link
 * org.smtpra.observability.backend.MetricsBackEnd} first.
 */
@NullMarked
package org.smtpra.observability.backend;

import org.jspecify.annotations.NullMarked;
