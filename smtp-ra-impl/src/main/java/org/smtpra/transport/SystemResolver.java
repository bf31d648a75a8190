package org.smtpra.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system, on a worker, because its look-up can neither be bounded nor cancelled:
 * a caller whose time is over goes on without it.
 */
public final class SystemResolver implements Resolver {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** What the runtime never looks up: four decimals, or a colon behind hexadecimal digits. */
  private static final Pattern LITERAL =
      Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|[0-9A-Fa-f]*:.*");

  private final BoundedCall calls;

  /**
   * Creates a resolver.
   *
   * @param workers run one look-up each
   * @param spare runs a look-up that no worker has answered soon, unless one is at it
   */
  public SystemResolver(Executor workers, Executor spare) {
    this.calls = new BoundedCall(workers, spare);
  }

  @Override
  public List<InetAddress> resolve(String host, Deadline deadline, Attempt attempt)
      throws IOException {
    if (LITERAL.matcher(host).matches()) {
      return List.of(InetAddress.getByName(host));
    }
    try {
      InetAddress[] found = calls.run(() -> InetAddress.getAllByName(host), deadline, attempt);
      return AddressOrder.interleaved(List.of(found));
    } catch (CancellationException e) {
      throw new ChannelAbortedException();
    } catch (ExecutionException e) {
      throw unknown(host, e.getCause());
    } catch (RejectedExecutionException e) {
      throw unknown(host, e);
    } catch (TimeoutException e) {
      throw new DeadlinePassedException("resolving " + host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelInterruptedException();
    }
  }

  private static UnknownHostException unknown(String host, @Nullable Throwable failure) {
    UnknownHostException unknown = new UnknownHostException("unknown host " + host);
    unknown.initCause(failure);
    return unknown;
  }
}
