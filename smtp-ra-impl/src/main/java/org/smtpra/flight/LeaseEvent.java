package org.smtpra.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A caller waited for a lease. */
@Name("org.smtpra.Lease")
@Label("SMTP lease")
@Category("smtp-ra")
@Description("A caller waited for a lease")
@StackTrace(false)
final class LeaseEvent extends Event {

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
