package io.hairspring.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.soak.FaultyClient.Ledger;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Random faults on both sides of a gateway. In the end every request must have been answered or
 * counted, and nothing be left of any.
 */
final class Soak {
  private static final int CLIENTS = 24;
  private static final int CONNECTIONS = 8;
  private static final long WARM_UP = 1_000;
  private static final long LEFT_BYTES = 32_000_000; // what a heap may differ by for other reasons
  private static final ProxyConfig BOUNDS =
      new ProxyConfig(Duration.ofSeconds(2), Duration.ofMillis(150), CONNECTIONS, CLIENTS);
  private static final String STAY = "endpoint=\"/up/stay\"";

  private Soak() {}

  /** Runs as many requests as the first argument says, with the seed of the second. */
  public static void main(String[] arguments) {
    long requests = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("seed " + seed);
    System.out.println(run(requests, seed));
  }

  /** Returns what happened, in a line. */
  static String run(long requests, long seed) {
    long startNanos = System.nanoTime();
    try (SocketUpstream upstream = FaultyUpstream.start();
        Gateway gateway = Gateways.to(upstream.url(), BOUNDS)) {
      Ledger warmUp = load(gateway, Math.min(WARM_UP, requests / 4), seed);
      awaitQuiet(gateway);
      long threads = threads();
      long heapBytes = heapBytes();

      Ledger ledger = load(gateway, requests, seed + CLIENTS);
      awaitQuiet(gateway);
      assertCounted(gateway, warmUp, ledger);
      assertThat(threads()).isLessThanOrEqualTo(threads);
      assertThat(heapBytes()).isLessThan(heapBytes + LEFT_BYTES);
      return String.format(
          "%d requests in %.1f s: %d of clients that stay answered, %d broken off, %d unread;"
              + " %d of others; heap %+d KB",
          requests,
          (System.nanoTime() - startNanos) / 1e9,
          ledger.staysAnswered.get(),
          ledger.staysBroken.get(),
          ledger.staysUnread.get(),
          ledger.others.get(),
          (heapBytes() - heapBytes) / 1_000);
    }
  }

  private static Ledger load(Gateway gateway, long requests, long seed) {
    Ledger ledger = new Ledger(requests);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(new FaultyClient(gateway.url(), ledger, seed + i), "soak-" + i);
      client.start();
      clients.add(client);
    }
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(ledger.stuck).as("answers that did not come").hasValue(0);
    return ledger;
  }

  /** Waits until nothing is under way any more. */
  private static void awaitQuiet(Gateway gateway) {
    Scrape.await(gateway, 0, "http_requests_in_flight");
    Scrape.await(gateway, 0, "upstream_requests_in_flight");
    Scrape.await(gateway, 0, "gateway_connections");
    Scrape.await(gateway, 0, "gateway_upstream_requests_waiting");
    Scrape.await(gateway, 0, "gateway_upstream_connections", "state=\"active\"");
    Scrape.await(gateway, 0, "gateway_upstream_connections", "state=\"opening\"");
  }

  private static void assertCounted(Gateway gateway, Ledger warmUp, Ledger ledger) {
    Scrape scrape = Scrape.of(gateway);
    long answered = warmUp.staysAnswered.get() + ledger.staysAnswered.get();
    long broken = warmUp.staysBroken.get() + ledger.staysBroken.get();
    long unread = warmUp.staysUnread.get() + ledger.staysUnread.get();
    double in = scrape.sum("http_requests_total", STAY);
    double aborted = scrape.sum("http_requests_aborted_total", STAY);
    assertThat(in - aborted).as("whole answers").isEqualTo((double) answered);
    assertThat(aborted)
        .as("answers broken off")
        .isBetween((double) broken, (double) broken + unread);
    assertThat(scrape.sum("upstream_requests_total"))
        .as("upstream calls that ended, of requests that ended")
        .isLessThanOrEqualTo(scrape.sum("http_requests_total"));
    assertThat(scrape.sum("http_request_duration_seconds_count"))
        .isEqualTo(scrape.sum("http_requests_total"));
    assertThat(scrape.sum("gateway_upstream_connections")).isLessThanOrEqualTo(CONNECTIONS);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hairspring"))
        .count();
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
