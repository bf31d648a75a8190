package org.smtpra.it.chaos;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.testkit.chaos.order.FactoryCaller;
import org.smtpra.testkit.chaos.order.Interrupter;
import org.smtpra.testkit.chaos.order.MailOrders;
import org.smtpra.testkit.chaos.order.OutcomeOctets;

/**
 * Makes the message of this {@code number}, {@code run} and {@code seed}, sends it by the factory
 * of the reference {@code smtp/main}, and answers with the outcome's octets.
 */
@WebServlet("/call")
public class CallServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // the container sets it
  @Resource(name = "smtp/main", shareable = false)
  private transient SmtpConnectionFactory smtp;

  private final transient Interrupter interrupter = new Interrupter();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MailOrders orders =
        new MailOrders(
            request.getParameter("run"), Long.parseLong(request.getParameter("seed")), 0);
    FactoryCaller caller = new FactoryCaller(smtp, interrupter);
    byte[] outcome =
        OutcomeOctets.write(
            caller.call(orders.order(Integer.parseInt(request.getParameter("number")))));
    response.setContentType("application/octet-stream");
    response.getOutputStream().write(outcome);
  }

  @Override
  public void destroy() {
    interrupter.close();
  }
}
