package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures to reach that JMH does not measure: those of programs, and of nothing here. */
final class ProgramAims {
  /** The programs whose figures are aimed at, {@link Footprint#PROGRAM} apart. */
  static final String TAILS = "OpenLoopTails";

  static final String PEERS = "GatewayPeers";
  static final String THREADS = "ThreadsFootprint";
  static final String WRITERS = "ManyWritersScrape";

  private static final double KIB = 1024;

  private ProgramAims() {}

  static List<Aim> all() {
    List<Aim> all = new ArrayList<>(tails());
    all.addAll(memory());
    all.addAll(peers());
    all.addAll(elsewhere());
    return all;
  }

  /** Those of calls at a fixed rate, beside readers whose rate is the same for all. */
  private static List<Aim> tails() {
    List<Aim> all = new ArrayList<>();
    for (String subject : List.of("hairspring", "hairspringCounter")) {
      for (String beside : List.of("scraped", "reset")) {
        all.add(
            Aim.program(
                "p99.9 of " + subject + " at a fixed rate, " + beside + " / idle",
                TAILS,
                "",
                1.3,
                lines ->
                    tail(lines, subject, beside)
                        .flatMap(busy -> tail(lines, subject, "idle").map(busy::per))));
      }
    }
    return all;
  }

  private static Optional<Estimate> tail(List<String> lines, String subject, String beside) {
    return Table.figure(lines, 4, subject, beside);
  }

  private static List<Aim> memory() {
    return List.of(
        Aim.memory("heap of a counter series", Footprint.COUNTER, "Hairspring", 170),
        Aim.memory("heap of a latency series", Footprint.LATENCY, "Hairspring", 10 * KIB),
        Aim.memory(
            "heap of a latency series, window full, scraped",
            Footprint.LATENCY,
            Footprint.SCRAPED,
            12 * KIB),
        Aim.memory(
            "heap of a timer of our Micrometer registry / of its Prometheus registry, percentiles",
            Footprint.LATENCY,
            Footprint.TIMERS,
            Footprint.PEER_TIMERS,
            0.5),
        Aim.program(
            "heap of a latency series, 200 threads",
            THREADS,
            " B",
            8 * KIB,
            lines -> Table.figure(lines, 2, "200", "Hairspring")),
        Aim.program(
            "scrape, 100000 counters that 64 threads wrote",
            WRITERS,
            " ms",
            10,
            lines -> Table.figure(lines, 1, "64")));
  }

  /** Those of what metrics add to a whole request. */
  private static List<Aim> peers() {
    return Stream.of("prometheusClient", "micrometer", "micrometerPercentiles", "openTelemetry")
        .map(
            peer ->
                Aim.program(
                    "CPU added to a request / that " + peer + " adds",
                    PEERS,
                    "",
                    0.25,
                    lines -> new PeerCosts(LoadSample.read(lines)).oursTo(peer, "saturated")))
        .toList();
  }

  private static List<Aim> elsewhere() {
    String gateway = "bin/benchmark-gateway measures it";
    return List.of(
        Aim.elsewhere("CPU of the gateway, with metrics / without", "", 1.02, gateway),
        Aim.elsewhere("requests/s of the gateway, without metrics / with", "", 1.02, gateway),
        Aim.elsewhere("p99 of the gateway, with metrics / without", "", 1.02, gateway),
        Aim.elsewhere(
            "CPU of a request of Spring Cloud Gateway, our starter / Micrometer's Prometheus registry",
            "",
            1,
            "bin/benchmark-spring measures it"),
        Aim.elsewhere("mvn -B verify", " min", 6, "time it"));
  }
}
