package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SmtpReadinessTest {

  private static Status status(String host) {
    return new SmtpReadiness(host).call().getStatus();
  }

  @Test
  void applicationIsNotReadyWhileItsOnlyHostIsLeftAlone() throws Exception {
    try (SendingPool mail = new SendingPool()) {
      mail.send();
      assertEquals(Status.UP, status(mail.host()));
      mail.breakDown();
      HealthCheckResponse response = new SmtpReadiness(mail.host()).call();
      assertEquals(Status.DOWN, response.getStatus());
      assertEquals("COOLING_DOWN", response.getData().orElseThrow().get(mail.host()));
      assertEquals(Status.DOWN, new SmtpReadiness().call().getStatus());
      assertEquals(Status.UP, status("another.example.com:587"));
    }
  }

  @Test
  void factoryThatNobodyHasUsedYetIsNoReasonToWait() {
    assertEquals(Status.UP, status("never.example.com:587"));
  }
}
