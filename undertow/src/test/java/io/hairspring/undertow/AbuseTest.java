package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that mean no good, by real sockets against a server with the limits of every other. While
 * they are at it, {@link #anHonestClientIsServed} must hold; when they are gone, nothing may be
 * left.
 */
class AbuseTest {
  private static final int SCRAPE_MILLIS = 2_000;
  private static final int READY_MILLIS = 500;
  private static final int SLOW_CLIENTS = 200;
  private static final int SCRAPES_AT_ONCE = 2_000;
  private static final int CONNECTIONS = 2_048;
  private static final int SERIES = 2_000;
  private static final long MOST_BYTES_MORE = 64L << 20;
  private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: x\r\n";
  private static final String CLOSE = "Connection: close\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<Socket> hostile = new ArrayList<>();
  private final ExecutorService attackers = Executors.newFixedThreadPool(16);
  private MetricsServer server;
  private final Set<Thread> threadsBefore = Leftovers.threads();
  private long bytesBefore;

  @BeforeEach
  void start() throws Exception {
    Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("job");
    for (int i = 0; i < SERIES; i++) {
      jobs.with("job-" + i).inc();
    }
    server = MetricsServer.builder(metrics).port(0).start();
    anHonestClientIsServed();
    bytesBefore = Leftovers.liveBytes();
  }

  @AfterEach
  void stop() throws Exception {
    attackers.shutdownNow();
    for (Socket socket : hostile) {
      socket.close();
    }
    Until.isTrue("no connection is left", () -> server.connections().open() == 0);
    assertThat(Leftovers.liveBytes()).isLessThan(bytesBefore + MOST_BYTES_MORE);
    anHonestClientIsServed();
    server.close();
    Until.isTrue("no thread is left", () -> threadsBefore.containsAll(Leftovers.threads()));
  }

  @Test
  void clientsThatSendTheirHeadersByteByByteHurtNobody() throws Exception {
    open(SLOW_CLIENTS, SCRAPE + "X-Slow: ");
    for (int round = 0; round < 5; round++) {
      for (Socket socket : hostile) {
        socket.getOutputStream().write('x');
      }
      anHonestClientIsServed();
    }
    assertThat(Leftovers.liveBytes()).isLessThan(bytesBefore + MOST_BYTES_MORE);
  }

  @Test
  void moreConnectionsThanMayBeOpenHurtNobody() throws Exception {
    for (int round = 0; round < 2; round++) {
      open(SCRAPES_AT_ONCE / 2, "");
      open(SLOW_CLIENTS, SCRAPE + "X-Slow: ");
      open(SLOW_CLIENTS, "POST /metrics/reset HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
      anHonestClientIsServed();
    }
    assertThat(server.connections().open()).isLessThanOrEqualTo(CONNECTIONS);
    assertThat(metrics.scrapeMetrics().connectionsEvicted().total()).isPositive();
    assertThat(Leftovers.liveBytes()).isLessThan(bytesBefore + MOST_BYTES_MORE);
  }

  @Test
  void scrapesAtOnceAreAllAnswered() throws Exception {
    open(SCRAPES_AT_ONCE, "");
    List<Future<String>> answers = new ArrayList<>();
    for (Socket socket : hostile) {
      answers.add(attackers.submit(() -> exchange(socket, SCRAPE + CLOSE)));
    }
    for (int round = 0; round < 5; round++) {
      anHonestClientIsServed();
    }
    for (Future<String> answer : answers) {
      assertThatItIsAScrape(answer.get());
    }
  }

  @Test
  void scrapesAtOnceThatNobodyReadsHurtNobody() throws Exception {
    open(SCRAPES_AT_ONCE, SCRAPE + "\r\n");
    for (int round = 0; round < 5; round++) {
      anHonestClientIsServed();
    }
    assertThat(Leftovers.liveBytes()).isLessThan(bytesBefore + MOST_BYTES_MORE);
  }

  @Test
  void scrapesThatAllAskForSomethingElseHurtNobody() throws Exception {
    for (int i = 0; i < SCRAPES_AT_ONCE; i++) {
      open(1, SCRAPE.replace("/metrics", "/metrics?name[]=n" + i) + "\r\n");
      if (i % 400 == 0) {
        anHonestClientIsServed();
      }
    }
    anHonestClientIsServed();
  }

  @Test
  void garbageIsAnsweredByNothingWorseThanARefusal() throws Exception {
    Random random = new Random(7);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] garbage = new byte[1 + random.nextInt(4_000)];
      random.nextBytes(garbage);
      answers.add(attackers.submit(talk(new String(garbage, StandardCharsets.ISO_8859_1))));
    }
    anHonestClientIsServed();
    for (Future<String> answer : answers) {
      assertThat(answer.get()).doesNotContain(" 200 ", " 500 ", "Exception", "\tat ");
    }
  }

  @Test
  void headersAndUrlsBeyondAllBoundsAreRefused() throws Exception {
    String huge = "a".repeat(1 << 20);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(attackers.submit(talk("GET /" + huge + " HTTP/1.1\r\nHost: x\r\n" + CLOSE)));
      answers.add(attackers.submit(talk(SCRAPE + "X-Huge: " + huge + "\r\n" + CLOSE)));
      answers.add(attackers.submit(talk(SCRAPE + "X: y\r\n".repeat(100_000) + CLOSE)));
      answers.add(
          attackers.submit(talk("GET /metrics?" + "a=b&".repeat(100_000) + " HTTP/1.1\r\n")));
    }
    for (int round = 0; round < 5; round++) {
      anHonestClientIsServed();
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).doesNotContain(" 200 ", " 500 ", "Exception", "\tat ");
    }
  }

  private void anHonestClientIsServed() throws IOException {
    assertThat(ask("/ready", READY_MILLIS)).startsWith("HTTP/1.1 200");
    assertThatItIsAScrape(ask("/metrics", SCRAPE_MILLIS));
    assertThat(ask("/live", READY_MILLIS)).startsWith("HTTP/1.1 200");
  }

  private static void assertThatItIsAScrape(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer.lines().filter(line -> line.startsWith("jobs_total{")).count())
        .isEqualTo(SERIES);
  }

  /** Asks over a connection of its own; fails where any byte is so long in coming. */
  private String ask(String path, int millis) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(millis);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), millis);
      return exchange(socket, SCRAPE.replace("/metrics", path) + CLOSE);
    }
  }

  private void open(int sockets, String bytes) throws IOException {
    for (int i = 0; i < sockets; i++) {
      hostile.add(new Client(server.port()).open(bytes));
    }
  }

  /** Says this, and returns what comes back; a connection that is closed on the way is fine. */
  private Callable<String> talk(String bytes) {
    return () -> {
      try (Socket socket = new Client(server.port()).open("")) {
        try {
          return exchange(socket, bytes);
        } catch (IOException cutOff) {
          return "";
        }
      }
    };
  }

  private static String exchange(Socket socket, String bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
