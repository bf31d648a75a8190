package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.resource.ResourceException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class PortableCauseTest {

  @Test
  void noCauseStaysNone() {
    assertNull(PortableCause.of(null));
  }

  @Test
  void chainOfTheJdkAndJakartaMailIsKept() {
    Exception cause =
        new MessagingException("outer", new IOException("middle", new ConnectException("inner")));
    assertSame(cause, PortableCause.of(cause));
  }

  @Test
  void containersClassAnywhereInTheChainIsReplacedByItsText() {
    ResourceException container = new ResourceException("IJ000655: none free");
    container.initCause(new ConnectException("refused"));
    Exception original = new IOException("outer", container);
    Exception copy = PortableCause.of(original);
    assertEquals("java.io.IOException: outer", copy.getMessage());
    assertEquals(container.toString(), copy.getCause().getMessage());
    assertEquals("java.net.ConnectException: refused", copy.getCause().getCause().getMessage());
    assertInstanceOf(IOException.class, copy.getCause());
    assertEquals(original.getStackTrace()[0], copy.getStackTrace()[0]);
  }

  @Test
  void containersClassAmongTheSuppressedIsReplacedToo() {
    IOException cause = new IOException("outer");
    cause.addSuppressed(new ResourceException("suppressed"));
    Exception copy = PortableCause.of(cause);
    assertNotSame(cause, copy);
    assertEquals(0, copy.getSuppressed().length);
  }

  @Test
  void errorBecomesAnException() {
    assertTrue(PortableCause.of(new StackOverflowError()).getMessage().contains("StackOverflow"));
  }

  @Test
  void chainThatBitesItsTailEnds() {
    ResourceException one = new ResourceException("one");
    ResourceException two = new ResourceException("two");
    one.initCause(two);
    two.initCause(one);
    assertTrue(PortableCause.of(one).getMessage().contains("one"));
  }
}
