package org.smtpra.it.traced;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Its resources answer where the other test application's actions do. */
@ApplicationPath("run")
public class TracedApplication extends Application {}
