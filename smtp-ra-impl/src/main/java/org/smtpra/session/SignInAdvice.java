package org.smtpra.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.smtpra.SmtpReply;

/**
 * What an administrator can do about a refused sign-in: the servers' own words do not say. Sources:
 * Microsoft's and Google's documentation of their replies.
 */
final class SignInAdvice {

  private static final List<Advice> ALL =
      List.of(
          new Advice(
              535,
              "5.7.139",
              "",
              "SMTP AUTH is switched off for this mailbox or tenant, or a security default or a"
                  + " policy forbids it: an administrator switches it on (Set-CASMailbox"
                  + " -SmtpClientAuthenticationDisabled $false)",
              ""),
          new Advice(
              550,
              "5.7.30",
              "",
              "Microsoft takes no passwords any more: set tokenSource in place of password",
              "Microsoft takes no passwords any more: set tokenSource in place of password"),
          new Advice(
              535,
              "5.7.3",
              "",
              "the application lacks the permission SMTP.SendAsApp with an administrator's consent, or"
                  + " its service principal has no right to this mailbox, or userName is no mailbox",
              "password is wrong, or Microsoft takes no password from this mailbox: set tokenSource in"
                  + " place of password"),
          new Advice(
              534,
              "5.7.9",
              "",
              "",
              "Google takes an app password or a token here, not the account's own password: set"
                  + " tokenSource in place of password"),
          new Advice(
              535,
              "5.7.8",
              "BadCredentials|Username and Password not accepted",
              "tokenScope must be https://mail.google.com/, and userName the mailbox that the token is"
                  + " for",
              "Google takes an app password or a token, not the account's own password: set"
                  + " tokenSource in place of password"),
          new Advice(
              535,
              "",
              "",
              "the server does not take this token for this user: check tokenScope, tokenClientId and"
                  + " userName",
              ""));

  private SignInAdvice() {}

  /** To be put behind the server's words; empty where we know none. */
  static String on(SmtpReply reply, boolean withToken, Optional<String> complaint) {
    String heard = complaint.map(text -> "; it had said " + text).orElse("");
    return heard
        + ALL.stream()
            .filter(advice -> advice.fits(reply))
            .findFirst()
            .map(advice -> withToken ? advice.withToken() : advice.withPassword())
            .filter(text -> !text.isEmpty())
            .map(text -> "; " + text)
            .orElse("");
  }

  private record Advice(
      int code, String enhancedCode, String words, String withToken, String withPassword) {

    boolean fits(SmtpReply reply) {
      return reply.code() == code
          && (enhancedCode.isEmpty() || reply.enhancedCode().equals(enhancedCode))
          && Pattern.compile(words).matcher(String.join(" ", reply.lines())).find();
    }
  }
}
