package org.smtpra.it.watch;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * {@code run/remember} keeps weak references to the factory that is bound under the name {@code
 * factory} and to its class loader; {@code run/alive} collects garbage and counts the factories and
 * the loaders that are left, names the threads that belong to these, and counts the server's
 * timers, whosever they are.
 */
@WebServlet("/run/*")
public class WatchServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Queue<WeakReference<Object>> factories = new ConcurrentLinkedQueue<>();
  private final transient Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Properties answer = new Properties();
    if (request.getPathInfo().equals("/remember")) {
      Object factory = lookUpAsNobody(request.getParameter("factory"));
      factories.add(new WeakReference<>(factory));
      loaders.add(new WeakReference<>(factory.getClass().getClassLoader()));
    } else {
      System.gc();
      Set<ClassLoader> alive = alive(loaders);
      answer.setProperty("alive", String.valueOf(alive.size()));
      answer.setProperty("threads", threadsOf(alive).toString());
      answer.setProperty("factories", String.valueOf(alive(factories).size()));
      answer.setProperty("timers", String.valueOf(timers()));
    }
    answer.setProperty("remembered", String.valueOf(loaders.size()));
    response.setContentType("text/plain;charset=UTF-8");
    answer.store(response.getWriter(), null);
  }

  /**
   * On a thread that belongs to no application: Open Liberty restarts the applications that have
   * looked a factory up when that changes, and this one would forget everything.
   */
  private static Object lookUpAsNobody(String factory) throws IOException {
    FutureTask<Object> lookUp = new FutureTask<>(() -> lookUp(factory));
    new Thread(lookUp, "watch").start();
    try {
      return lookUp.get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking " + factory + " up");
    }
  }

  @SuppressWarnings("BanJNDI") // the name comes from a test
  private static Object lookUp(String factory) throws NamingException {
    return InitialContext.doLookup(factory);
  }

  private static <T> Set<T> alive(Queue<WeakReference<T>> remembered) {
    return remembered.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Each {@link java.util.Timer} has a thread of this class, whatever its name. */
  private static long timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getClass().getName().equals("java.util.TimerThread"))
        .count();
  }

  private static Set<String> threadsOf(Set<ClassLoader> alive) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isOurs(thread, alive))
        .map(Thread::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOurs(Thread thread, Set<ClassLoader> alive) {
    ClassLoader context = thread.getContextClassLoader();
    return thread.getName().startsWith("smtp-ra") || (context != null && alive.contains(context));
  }
}
