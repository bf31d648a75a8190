/** Tests with real pools, real registries and a real CDI container. */
package org.smtpra.observability;
