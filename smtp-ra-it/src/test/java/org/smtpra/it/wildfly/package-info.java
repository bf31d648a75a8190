/**
 * How to drive WildFly: by the commands of docs/how-to/wildfly.md and its command line's language.
 *
 * <p>Imports the server package and WildFly's command line. Open {@link
 * org.smtpra.it.wildfly.WildFly} first.
 */
@NullMarked
package org.smtpra.it.wildfly;

import org.jspecify.annotations.NullMarked;
