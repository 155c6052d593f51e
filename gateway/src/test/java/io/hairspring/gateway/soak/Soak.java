package io.hairspring.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import io.hairspring.testing.Until;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Random faults on both sides of a gateway. In the end every request must have been answered or
 * counted, and nothing be left of any.
 */
final class Soak {
  private static final int CLIENTS = 24;
  private static final int CONNECTIONS = 8;
  private static final long REPORT_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long LEFT_BYTES = 32_000_000; // what a heap may differ by for other reasons
  private static final ProxyConfig BOUNDS =
      new ProxyConfig(Duration.ofSeconds(2), Duration.ofMillis(150), CONNECTIONS, CLIENTS);
  private static final String STAY = "endpoint=\"/up/stay\"";

  private Soak() {}

  /** Returns what clients have seen. Prints it once a minute and at the end. */
  static Ledger run(SoakPlan plan) {
    try (SocketUpstream upstream = FaultyUpstream.start();
        Gateway gateway = Gateways.to(upstream.url(), BOUNDS)) {
      Ledger warmUp = load(gateway, plan.warmUp());
      awaitQuiet(gateway);
      Held before = Held.now();

      Ledger ledger = load(gateway, plan);
      awaitQuiet(gateway);
      System.out.println("soak threads " + before.threads + " before, " + threadNames() + " after");
      // A pool keeps what it needed last for half a minute.
      Until.isTrue(
          "no more threads than before", () -> threadNames().size() <= before.threads.size());
      Held after = Held.now();
      System.out.println("soak " + ledger + "; " + before + " before, " + after + " after");
      assertCounted(gateway, warmUp, ledger);
      after.assertNoMoreThan(before);
      return ledger;
    }
  }

  private static Ledger load(Gateway gateway, SoakPlan plan) {
    Ledger ledger = new Ledger(plan);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      FaultyClient client = new FaultyClient(gateway.url(), ledger, plan.seed() + i);
      Thread thread = new Thread(client, "soak-" + i);
      thread.start();
      clients.add(thread);
    }
    try {
      for (Thread client : clients) {
        for (client.join(REPORT_MILLIS); client.isAlive(); client.join(REPORT_MILLIS)) {
          System.out.println("soak " + ledger + "; " + Held.now());
        }
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

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hairspring"))
        .sorted()
        .toList();
  }

  /** What this process holds. */
  private record Held(List<String> threads, long heapBytes, long directBytes, long openFiles) {
    static Held now() {
      System.gc();
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      long files =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Held(threadNames(), heap, direct, files);
    }

    void assertNoMoreThan(Held before) {
      assertThat(heapBytes).as("heap").isLessThan(before.heapBytes + LEFT_BYTES);
      assertThat(directBytes).as("buffers").isLessThan(before.directBytes + LEFT_BYTES);
      // Both ends of the connections that are kept are in this process.
      assertThat(openFiles).as("files").isLessThanOrEqualTo(before.openFiles + 2 * CONNECTIONS);
    }

    @Override
    public String toString() {
      return String.format(
          "%d threads, heap %.1f MB, buffers %.1f MB, %d files",
          threads.size(), heapBytes / 1e6, directBytes / 1e6, openFiles);
    }
  }
}
