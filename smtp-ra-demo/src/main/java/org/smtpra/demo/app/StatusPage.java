package org.smtpra.demo.app;

import java.util.List;
import java.util.stream.Collectors;
import org.smtpra.SmtpFactoryStatus;

/** The status page as HTML. */
final class StatusPage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="UTF-8"><title>smtp-ra demo</title><style>
      body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
      table { border-collapse: collapse; margin-bottom: 1.5em }
      th, td { padding: .2em 1em .2em 0; text-align: left } th { border-bottom: 1px solid #888 }
      label { display: block; margin: .4em 0 } input, textarea { width: 100% }
      .notice { background: #eef; padding: .5em 1em }
      </style></head><body>
      <h1>smtp-ra demo</h1>
      """;

  private static final String FORM =
      """
      <p><a href=".">Refresh</a></p>
      <h2>Send a mail</h2>
      <form method="post" action=".">
      <label>From <input name="from" type="email" required value="demo@example.com"></label>
      <label>To <input name="to" required value="anna.berg@example.org"></label>
      <label>Subject <input name="subject" value="Hello from the demo"></label>
      <label>Text <textarea name="text" rows="5">It works.</textarea></label>
      <button>Send</button>
      </form>
      <p>The mails go to the demo's own mail server and nowhere else.</p>
      </body></html>
      """;

  private StatusPage() {}

  static String of(SmtpFactoryStatus status, String notice) {
    String shown = notice.isEmpty() ? "" : "<p class=\"notice\">" + escape(notice) + "</p>\n";
    return HEAD
        + shown
        + "<h2>Connection factory java:/eis/Smtp</h2>\n"
        + hosts(status)
        + counters(status)
        + leases(status)
        + FORM;
  }

  private static String hosts(SmtpFactoryStatus status) {
    return table(
        List.of("host", "priority", "weight", "open sessions", "sessions opened", "open failures"),
        status.hosts().stream()
            .map(
                host ->
                    row(
                        host.endpointKey(),
                        host.priority(),
                        host.weight(),
                        host.openSessions(),
                        host.sessionsOpened(),
                        host.openFailures()))
            .toList());
  }

  private static String counters(SmtpFactoryStatus status) {
    return table(
        List.of("leases taken", "messages sent", "messages failed", "by kind"),
        List.of(row(status.leasesTaken(), status.sent(), status.failures(), status.failed())));
  }

  private static String leases(SmtpFactoryStatus status) {
    if (status.leases().isEmpty()) {
      return "<p>No lease is out.</p>";
    }
    return table(
        List.of("lease on", "thread", "age in ms"),
        status.leases().stream()
            .map(lease -> row(lease.endpointKey(), lease.thread(), lease.age().toMillis()))
            .toList());
  }

  private static String table(List<String> head, List<String> rows) {
    String cells = head.stream().collect(Collectors.joining("</th><th>", "<th>", "</th>"));
    return "<table><tr>" + cells + "</tr>" + String.join("", rows) + "</table>\n";
  }

  private static String row(Object... cells) {
    return List.of(cells).stream()
        .map(cell -> escape(cell.toString()))
        .collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
