package org.smtpra.it.figures.load;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.smtpra.SmtpConnectionFactory;

/** Each request is a caller of the injected factory; it answers with its figures. */
@WebServlet("/run/*")
public class LoadServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private transient SmtpConnectionFactory smtp;

  @SuppressWarnings("NullAway.Init") // set by init
  private transient Caller caller;

  @Override
  public void init() {
    caller = new Caller(smtp);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    caller
        .answer(request.getPathInfo().substring(1), request::getParameter)
        .store(response.getWriter(), null);
  }
}
