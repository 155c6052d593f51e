package io.hairspring.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A server that reads a body, if there is one, and answers 600 bytes, with a status of 503 where
 * the query is {@value #FAIL}. What a handler does beyond that, as a proxy would, costs the same
 * with and without metrics, and would only hide them.
 *
 * <p>A main; takes the name of a {@link Subject}. Tells its port in a line of standard output, and
 * answers each line of standard input with what it used so far: nanoseconds of CPU, bytes that its
 * live threads allocated, and requests in a scrape. Ends with standard input.
 */
final class Gateway implements AutoCloseable {
  private static final String[] ROUTES = {
    "/v1/chat",
    "/v1/models",
    "/v1/files",
    "/v1/users",
    "/v1/orders",
    "/v1/carts",
    "/v1/search",
    "/v1/status"
  };
  private static final String FAIL = "fail";

  private static final int ANSWER_BYTES = 600;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int REQUESTS = 256;
  private static final int FAIL_EVERY = 16;

  private final Subject subject;
  private final Undertow server;

  Gateway(Subject subject) {
    this.subject = subject;
    PathHandler routes = Handlers.path();
    for (String route : ROUTES) {
      routes.addExactPath(route, subject.around(route, answering()));
    }
    server = Undertow.builder().addHttpListener(0, "127.0.0.1", routes).build();
    server.start();
  }

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    Supplier<Subject> chosen = Subject.all().get(args[0]);
    try (Gateway gateway = new Gateway(chosen.get());
        BufferedReader questions =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(gateway.port());
      while (questions.readLine() != null) {
        System.out.println(gateway.usage().line());
      }
    }
  }

  private static HttpHandler answering() {
    byte[] bytes = new byte[ANSWER_BYTES];
    Arrays.fill(bytes, (byte) 'x');
    ByteBuffer body = ByteBuffer.allocateDirect(ANSWER_BYTES).put(bytes).flip();
    return exchange -> {
      if (exchange.getQueryString().equals(FAIL)) {
        exchange.setStatusCode(UNAVAILABLE);
      }
      if (exchange.isRequestComplete()) {
        answer(exchange, body);
      } else {
        exchange.getRequestReceiver().receiveFullBytes((read, given) -> answer(read, body));
      }
    };
  }

  private static void answer(HttpServerExchange exchange, ByteBuffer body) {
    exchange.getResponseSender().send(body.duplicate());
  }

  /** Returns all routes in some order, one in five with a body, one in sixteen to fail. */
  private static List<ByteBuffer> requests() {
    List<ByteBuffer> all = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String target =
          ROUTES[i % ROUTES.length] + (i / ROUTES.length % FAIL_EVERY == 0 ? "?" + FAIL : "");
      String text =
          i % 5 == 0
              ? "POST "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n\r\n"
                  + "y".repeat(200)
              : "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      all.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    Collections.shuffle(all, new Random(1));
    return all;
  }

  /** Returns a client with so many connections that asks a server on this port. */
  static LoadGenerator client(int port, int connections) throws IOException {
    return new LoadGenerator(port, connections, requests(), Set.of(OK, UNAVAILABLE));
  }

  int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  Usage usage() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long cpuNanos = system.getProcessCpuTime();
    long bytes =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(each -> each > 0) // -1 where a thread has ended meanwhile
            .sum();
    return new Usage(cpuNanos, bytes, Usage.counted(subject.scrape()));
  }

  @Override
  public void close() {
    server.stop();
    subject.close();
  }
}
