package org.smtpra.testkit.chaos.order;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailOrdersTest {

  private final MailOrders orders = new MailOrders("s7", 7, 15);
  private final List<MailOrder> some =
      IntStream.rangeClosed(1, 1_000).mapToObj(orders::order).toList();

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  @Test
  void sameSeedAndNumberMakeTheSameMessage() {
    MailOrder again = new MailOrders("s7", 7, 15).order(17);
    assertEquals(orders.order(17), again);
    assertArrayEquals(orders.order(17).octets().given(), again.octets().given());
  }

  @Test
  void everyKindOfMessageIsAmongAThousand() {
    List<Predicate<MailOrder>> kinds =
        List.of(
            order -> order.recipients().size() == 1,
            order -> order.recipients().size() > 3,
            order -> order.recipients().stream().anyMatch(r -> r.startsWith(MailOrders.REFUSED)),
            order -> order.recipients().stream().anyMatch(r -> r.startsWith(MailOrders.DEFERRED)),
            order -> order.manner().deadline().isPresent(),
            order -> order.manner().interruptAfter().isPresent(),
            order -> order.manner().user().equals(java.util.Optional.of(ChaosUser.MALLORY)),
            order -> order.manner().background(),
            order -> order.manner().lease() && order.manner().user().isEmpty(),
            order -> order.content().octets() > 256 * 1024);
    for (Predicate<MailOrder> kind : kinds) {
      assertTrue(some.stream().anyMatch(kind), "kind " + kinds.indexOf(kind));
    }
  }

  @Test
  void callIsOneOrderOrABatchInTheMannerOfItsFirst() {
    Set<Integer> sizes = new HashSet<>();
    boolean mixed = false;
    boolean single = false;
    for (int first = 1; first < 2000; first++) {
      List<MailOrder> call = orders.call(first);
      assertEquals(call, new MailOrders("s7", 7, 15).call(first));
      sizes.add(call.size());
      boolean one = call.stream().allMatch(order -> order.recipients().size() == 1);
      single |= call.size() > 8 && one;
      mixed |= call.size() > 8 && !one;
      for (int i = 0; i < call.size(); i++) {
        assertEquals(first + i, call.get(i).number());
        assertEquals(call.get(0).manner(), call.get(i).manner());
      }
    }
    assertTrue(single && mixed && sizes.containsAll(Set.of(1, 2, 24)), () -> "sizes " + sizes);
  }

  @Test
  void identityIsInSenderHeadersAndBody() {
    MailOrder order = orders.order(3);
    String text = text(order.octets().canonical());
    assertEquals("m3.s7@example.test", order.sender());
    assertTrue(text.contains("\r\nMessage-ID: <m3.s7@example.test>\r\n"), text);
    assertTrue(text.contains("\r\nX-Chaos: m3.s7\r\n"), text);
    assertTrue(text.contains("\r\n\r\nThis is m3.s7\r\n"), text);
  }

  @Test
  void canonicalOctetsHaveNoBareLineEndAndNoLongLine() {
    for (MailOrder order : some.subList(0, 200)) {
      String text = text(order.octets().canonical());
      assertTrue(text.endsWith("\r\n"), order.id());
      String withoutLineEnds = text.replace("\r\n", "");
      assertFalse(withoutLineEnds.contains("\r") || withoutLineEnds.contains("\n"), order.id());
      assertTrue(text.lines().allMatch(line -> line.length() <= 998), order.id());
    }
  }

  @Test
  void lineEndsOfAllKindsAndLinesOfDotsAreGiven() {
    String all =
        some.stream().map(order -> text(order.octets().given())).reduce("", String::concat);
    assertTrue(all.matches("(?s).*[^\r]\n.*"));
    assertTrue(all.matches("(?s).*\r[^\n].*"));
    assertTrue(all.contains("\n.\r\n") || all.contains("\r.\r\n"));
  }
}
