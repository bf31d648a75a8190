package org.smtpra.it.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.smtpra.SmtpConnectionFactory;

/** Runs the action that the path names and answers with its entries, as a properties file. */
@WebServlet("/run/*")
public class ScenarioServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private SmtpConnectionFactory smtp;

  @SuppressWarnings("NullAway.Init")
  @Inject
  @Any
  private Instance<Action> actions;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    Answer answer = new Answer();
    try {
      String name = request.getPathInfo().substring(1);
      request.setAttribute("servlet", smtp);
      actions.select(new Names(name)).get().run(new Request(request), answer);
    } catch (Exception e) {
      answer.with(e);
    }
    response.setContentType("text/plain;charset=UTF-8");
    answer.entries().store(response.getWriter(), null);
  }
}
