package org.smtpra.demo.app;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.smtpra.demo.mail.FactoryFigures;
import org.smtpra.demo.mail.InvalidMailFolderException;
import org.smtpra.demo.mail.MailFile;
import org.smtpra.demo.mail.MailFolder;

/**
 * Sends the folder that the system property {@code demo.mail.dir} names: one line a mail as soon as
 * it is sent, then the factory's figures. The folder is no parameter, so that a web page cannot
 * make the server send any file it can read.
 */
@WebServlet("/send-folder")
public class FolderServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // injected
  @EJB
  private transient MailSender sender;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MailFolder folder;
    try {
      folder = MailFolder.open(Path.of(System.getProperty("demo.mail.dir", "mails")));
    } catch (InvalidMailFolderException e) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND, e.getMessage());
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    PrintWriter out = response.getWriter();
    FactoryFigures before = sender.figures();
    for (MailFile mail : folder.mails()) {
      line(out, sender.send(mail).toLine());
    }
    line(out, sender.figures().since(before).toLine());
  }

  private static void line(PrintWriter out, String text) {
    out.print(text + "\n");
    out.flush();
  }
}
