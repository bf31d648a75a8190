package org.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Finds port offsets at which every port of a server is free, before the containers' configuration
 * is read, and hands them over as system properties; with the JDK that is to run them.
 */
public final class FreePorts implements LauncherSessionListener {

  private static final List<Integer> WILDFLY = List.of(4712, 4713, 8009, 8080, 8443, 9990, 9993);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    int first = publish(11_000, "smtp-ra.port-offset", "smtp-ra.management-port");
    publish(first + 100, "smtp-ra.second-port-offset", "smtp-ra.second-management-port");
    ServerJava.ofThisRun()
        .ifPresent(home -> System.setProperty("smtp-ra.server.java-home", home.toString()));
  }

  private static int publish(int from, String offsetProperty, String managementProperty) {
    int offset = offset(from, WILDFLY);
    System.setProperty(offsetProperty, String.valueOf(offset));
    System.setProperty(managementProperty, String.valueOf(9990 + offset));
    return offset;
  }

  /**
   * The first multiple of 100, from this one on, by which all these ports are moved to free ones.
   */
  public static int offset(int from, List<Integer> ports) {
    return IntStream.iterate(
            from, candidate -> candidate < from + 5_000, candidate -> candidate + 100)
        .filter(candidate -> ports.stream().allMatch(port -> isFree(port + candidate)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports above offset " + from));
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
