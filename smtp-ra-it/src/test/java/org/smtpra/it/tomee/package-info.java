/**
 * How to drive TomEE: an application brings the adapter along in its EAR and names its connection
 * factories in {@code META-INF/resources.xml}; TomEE deploys what is in its directory {@code apps}.
 *
 * <p>Imports the server package. Open {@link org.smtpra.it.tomee.TomEE} first.
 */
@NullMarked
package org.smtpra.it.tomee;

import org.jspecify.annotations.NullMarked;
