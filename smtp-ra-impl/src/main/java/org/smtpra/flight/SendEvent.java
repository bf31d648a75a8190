package org.smtpra.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** The outcome of one message, as its caller is told. */
@Name("org.smtpra.Send")
@Label("SMTP message")
@Category("smtp-ra")
@Description("The outcome of one message, as its caller is told")
@StackTrace(false)
final class SendEvent extends Event {

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

  @Label("Attempts")
  int attempts;
}
