package org.smtpra.kerberos;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;
import org.smtpra.auth.TicketException;
import org.smtpra.config.KerberosSource;
import org.smtpra.protocol.PrintableText;

/** Says what it means that there is no ticket, and what to do: the JDK's own words do not. */
final class TicketAdvice {

  private static final int SHOWN_CHARS = 300;

  /** RFC 4120 section 7.5.9: a service of the centre is not available now, or a clock is wrong. */
  private static final Pattern PASSING = Pattern.compile("\\((29|37)\\)");

  private TicketAdvice() {}

  /** The user has no ticket. */
  static TicketException noLogin(String userName, KerberosSource source, LoginException e) {
    if (source instanceof KerberosSource.Keytab keytab) {
      boolean passing = isPassing(e);
      return new TicketException(
          "keytabFile is "
              + keytab.file()
              + ", userName is "
              + userName
              + (passing
                  ? ": the key distribution centre gives no ticket now: "
                  : ": there is no ticket for them: ")
              + words(e)
              + "; as the user of this process, kinit -k -t "
              + keytab.file()
              + " "
              + userName
              + " must work",
          !passing,
          e);
    }
    // Somebody else renews it, as with a token in a file: it may be there again in a moment.
    return new TicketException(
        "saslMechanisms is GSSAPI, and the ticket cache of this process"
            + " has no ticket that is good now"
            + (userName.isEmpty() ? "" : " for " + userName)
            + " (it is named by KRB5CCNAME, else the Java runtime's default): run kinit as the user"
            + " of this process, or set keytabFile and userName ("
            + words(e)
            + ")",
        false,
        e);
  }

  /** The user has a ticket, but none for the server. */
  static TicketException noService(String host, SaslException e) {
    boolean passing = isPassing(e);
    return new TicketException(
        "there is no Kerberos ticket for the service smtp/"
            + host
            + ": "
            + words(e)
            + (passing
                ? ""
                : "; the mail server must have a principal of exactly this name, which is host as it"
                    + " is configured, and the ticket by which it is asked for must be good"),
        !passing,
        e);
  }

  private static boolean isPassing(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      boolean unreachable = each instanceof IOException && !(each instanceof SaslException);
      if (unreachable || PASSING.matcher(String.valueOf(each.getMessage())).find()) {
        return true;
      }
    }
    return false;
  }

  /** The innermost cause says most, but for how the JDK came to read a refusal as an answer. */
  private static String words(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null && !isAboutTheEncoding(inner.getCause())) {
      inner = inner.getCause();
    }
    String text = String.valueOf(inner.getMessage());
    return PrintableText.truncated(
        text.contains(" ") ? text : inner.getClass().getSimpleName() + " " + text, SHOWN_CHARS);
  }

  private static boolean isAboutTheEncoding(Throwable e) {
    return e.getClass().getSimpleName().equals("Asn1Exception");
  }
}
