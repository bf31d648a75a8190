/** Each back end against the registry that servers have. */
package org.smtpra.observability.backend;
