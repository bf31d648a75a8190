package org.smtpra.it.watch;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * {@code run/remember} keeps a weak reference to the class loader of the factory that is bound
 * under the name {@code factory}; {@code run/alive} collects garbage and counts the loaders that
 * are left, and the threads that belong to them.
 */
@WebServlet("/run/*")
public class WatchServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Queue<WeakReference<ClassLoader>> loaders = new ConcurrentLinkedQueue<>();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Properties answer = new Properties();
    if (request.getPathInfo().equals("/remember")) {
      loaders.add(new WeakReference<>(loaderOf(request.getParameter("factory"))));
    } else {
      System.gc();
      Set<ClassLoader> alive = alive();
      answer.setProperty("alive", String.valueOf(alive.size()));
      answer.setProperty("threads", threadsOf(alive).toString());
    }
    answer.setProperty("remembered", String.valueOf(loaders.size()));
    response.setContentType("text/plain;charset=UTF-8");
    answer.store(response.getWriter(), null);
  }

  @SuppressWarnings("BanJNDI") // the name comes from a test
  private static ClassLoader loaderOf(String factory) throws IOException {
    try {
      Object found = InitialContext.doLookup(factory);
      return found.getClass().getClassLoader();
    } catch (NamingException e) {
      throw new IOException(e);
    }
  }

  private Set<ClassLoader> alive() {
    return loaders.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
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
