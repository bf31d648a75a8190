package org.smtpra.it.traced;

import jakarta.enterprise.context.RequestScoped;
import jakarta.mail.internet.MimeMessage;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.it.app.Letter;

/**
 * Sends one message by the {@code factory} of this name in JNDI, and answers with its identity and
 * with what became of it.
 */
@RequestScoped
@Path("send")
public class SendResource {

  /** Called by the container. */
  @POST
  @Produces("text/plain;charset=UTF-8")
  @SuppressWarnings("BanJNDI") // the name comes from a test
  public String send(
      @FormParam("factory") String factory, @FormParam("inBackground") boolean inBackground)
      throws NamingException, IOException {
    return text(outcome(InitialContext.doLookup(factory), inBackground));
  }

  private static Properties outcome(SmtpConnectionFactory by, boolean inBackground) {
    Properties answer = new Properties();
    MimeMessage message = new Letter("anna@example.org", "Order", false).message(by);
    try {
      SmtpSendResult result =
          inBackground
              ? by.sendAsync(message).stage().toCompletableFuture().join()
              : by.send(message);
      answer.setProperty("reply", String.valueOf(result.finalReply().code()));
      answer.setProperty("messageId", result.messageId());
    } catch (SmtpSendFailedException e) {
      answer.setProperty("kind", String.valueOf(e.classification().kind()));
      answer.setProperty("messageId", e.messageId());
    }
    return answer;
  }

  private static String text(Properties answer) throws IOException {
    StringWriter text = new StringWriter();
    answer.store(text, null);
    return text.toString();
  }
}
