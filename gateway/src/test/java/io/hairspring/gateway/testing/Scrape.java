package io.hairspring.gateway.testing;

import io.hairspring.gateway.Gateway;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The samples of one answer of the metrics page. */
public final class Scrape {
  private static final long LIMIT_SECONDS = 20;

  private final List<String> lines;

  private Scrape(List<String> lines) {
    this.lines = lines;
  }

  public static Scrape of(Gateway gateway) {
    URI url = gateway.metricsUrl().orElseThrow().resolve("metrics");
    return new Scrape(Http.get(url).body().lines().filter(line -> !line.startsWith("#")).toList());
  }

  /** Returns the sum of all series of this name whose labels contain all these, as written. */
  public double sum(String name, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits for a value that is recorded after the client has its answer. */
  public static void await(Gateway gateway, double expected, String name, String... labels) {
    until(() -> of(gateway).sum(name, labels) == expected, () -> of(gateway).lines.toString());
  }

  /** Polls until something holds; fails with what there is instead after a while. */
  public static void until(Supplier<Boolean> condition, Supplier<String> instead) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.get()) {
      if (System.nanoTime() > endNanos) {
        throw new AssertionError("not in " + LIMIT_SECONDS + " s; there is " + instead.get());
      }
      Thread.onSpinWait();
    }
  }
}
