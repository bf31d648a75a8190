package org.smtpra.it.figures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.smtpra.it.figures.load.Caller;
import org.smtpra.standalone.SmtpPool;

/**
 * The same callers in a program without an application server, each request on a thread of its own.
 * Arguments: a name and the port of a mail server, again and again: a pool for each, at the path of
 * that name. It prints where it listens.
 */
final class LoadProgram {

  /** What it prints before its port. */
  static final String LISTENS = "listens at port ";

  private final HttpServer http;

  private LoadProgram() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newCachedThreadPool());
  }

  /** Runs until the process is ended. */
  public static void main(String[] arguments) throws IOException {
    LoadProgram program = new LoadProgram();
    for (int i = 0; i < arguments.length; i += 2) {
      program.serve(arguments[i], arguments[i + 1]);
    }
    program.http.start();
    System.out.println(LISTENS + program.http.getAddress().getPort());
  }

  private void serve(String name, String port) {
    SmtpPool pool =
        SmtpPool.open(
            Map.of(
                "host", "localhost",
                "port", port,
                "security", "NONE",
                "maxPoolSize", "8",
                "maxMessagesPerSession", "0"));
    Caller caller = new Caller(pool.factory());
    String path = "/" + name + "/run/";
    http.createContext(path, exchange -> answer(exchange, path, caller));
  }

  private static void answer(HttpExchange exchange, String path, Caller caller) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    Map<String, String> parameters =
        Arrays.stream(form.split("&", -1))
            .filter(each -> !each.isEmpty())
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    URI asked = exchange.getRequestURI();
    exchange.sendResponseHeaders(200, 0);
    try (Writer out = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8)) {
      caller.answer(asked.getPath().substring(path.length()), parameters::get).store(out, null);
    }
  }
}
