package org.smtpra.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A host gets no new session for a while. */
@Name("org.smtpra.Cooldown")
@Label("SMTP host left alone")
@Category("smtp-ra")
@Description("A host gets no new session for a while")
@StackTrace(false)
final class CooldownEvent extends Event {

  @Label("Host")
  String host = "";

  @Label("Pause")
  @Timespan
  long nanos;

  @Label("Failures in a row")
  int failures;
}
