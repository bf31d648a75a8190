package org.smtpra.demo.app;

import jakarta.ejb.EJB;
import jakarta.mail.MessagingException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.smtpra.SmtpSendResult;

/** The page that shows the connection factory and sends a mail. */
@WebServlet("")
public class StatusServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // injected
  @EJB
  private transient MailSender sender;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(response, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    show(response, send(request));
  }

  private String send(HttpServletRequest request) {
    try {
      SmtpSendResult result =
          sender.send(
              text(request, "from"),
              text(request, "to"),
              text(request, "subject"),
              text(request, "text"));
      return "Sent in " + result.elapsed().toMillis() + " ms: " + result;
    } catch (MessagingException e) {
      return "Not sent: " + e.getMessage();
    }
  }

  private static String text(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private void show(HttpServletResponse response, String notice) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().print(StatusPage.of(sender.status(), notice));
  }
}
