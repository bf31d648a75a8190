package org.smtpra.observability.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.smtpra.observability.SendingPool;

class SendSubscriptionTest {

  private final List<CompositeData> heard = new ArrayList<>();
  private final List<String> submitted = new ArrayList<>();

  private SendSubscription open() {
    return SendSubscription.open(
        ManagementFactory.getPlatformMBeanServer(),
        new SendListener() {
          @Override
          public void submitted(String messageId) {
            submitted.add(messageId);
          }

          @Override
          public void sent(CompositeData send) {
            heard.add(send);
          }
        });
  }

  @Test
  void factoriesBeforeAndAfterAreHeardOfOnceEach() throws Exception {
    try (SendingPool before = new SendingPool();
        SendSubscription subscription = open();
        SendingPool after = new SendingPool()) {
      before.send();
      after.send();
      after.beginAnew();
      after.send();
      List<String> hosts = heard.stream().map(send -> SendNotice.of(send).endpointKey()).toList();
      assertEquals(List.of(before.host(), after.host(), after.host()), hosts);
      subscription.close();
    }
  }

  @Test
  void messageInTheBackgroundIsHeardOfTwiceByItsIdentity() throws Exception {
    try (SendingPool mail = new SendingPool();
        SendSubscription subscription = open()) {
      mail.submit().join();
      assertEquals(submitted, heard.stream().map(SendNotice::messageId).toList());
      assertEquals(1, submitted.size());
      subscription.close();
    }
  }

  @Test
  void nothingIsHeardAfterTheEndNeitherOfOldFactoriesNorOfNewOnes() throws Exception {
    try (SendingPool before = new SendingPool()) {
      open().close();
      try (SendingPool after = new SendingPool()) {
        before.send();
        after.send();
      }
    }
    assertEquals(List.of(), heard);
  }
}
