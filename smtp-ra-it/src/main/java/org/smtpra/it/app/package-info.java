/**
 * The application of the acceptance tests, the same on every server: an EJB, a CDI bean and a
 * servlet, each with an injected connection factory, behind one thin HTTP endpoint.
 *
 * <p>Imports the public API and Jakarta EE, as an application would. Open {@link
 * org.smtpra.it.app.ScenarioServlet} first.
 */
@NullMarked
package org.smtpra.it.app;

import org.jspecify.annotations.NullMarked;
