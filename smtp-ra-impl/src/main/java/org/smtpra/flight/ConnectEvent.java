package org.smtpra.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** An attempt to open a session. */
@Name("org.smtpra.Connect")
@Label("SMTP session opened")
@Category("smtp-ra")
@Description("An attempt to open a session")
@StackTrace(false)
final class ConnectEvent extends Event {

  @Label("Host")
  String host = "";

  @Label("Took")
  @Timespan
  long nanos;

  @Label("Outcome")
  @Description("OK, or the reason of the failure")
  String outcome = "OK";

  @Label("Stage")
  @Description("How far the conversation had got, for a failure")
  String stage = "";
}
