package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class AimsTest {
  /** An aim that asks for a result which no benchmark gives would never be seen to be missed. */
  @Test
  void everyAimIsMeasuredByABenchmark() {
    Set<String> names =
        BenchmarkList.defaultList()
            .find(
                OutputFormatFactory.createFormatInstance(
                    new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT),
                List.of(),
                List.of())
            .stream()
            .flatMap(entry -> names(entry).stream())
            .collect(Collectors.toSet());

    assertThat(names)
        .containsAll(Aims.ALL.stream().flatMap(aim -> aim.results().stream()).toList());
  }

  private static List<String> names(BenchmarkListEntry entry) {
    String name = entry.getUsername();
    List<String> names =
        new ArrayList<>(
            List.of(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)));
    Map<String, String[]> none = Map.of();
    for (String[] values : new TreeMap<>(entry.getParams().orElse(none)).values()) {
      names =
          names.stream()
              .flatMap(begun -> List.of(values).stream().map(value -> begun + " " + value))
              .toList();
    }
    return names;
  }

  @Test
  void aimsAreThoseOfTheDesign() {
    assertThat(Aims.ALL)
        .extracting(aim -> aim.what() + ": " + Text.amount(aim.most(), aim.unit()))
        .containsExactly(
            "counter / LongAdder: 0.9",
            "counter / client_java: 0.75",
            "counter / LongAdder, one thread: 1",
            "latency / plain Histogram: 1.5",
            "latency / client_java classic: 0.15",
            "latency with exact buckets / client_java classic: 0.15",
            "two-label look-up / client_java: 0.4",
            "two-label look-up, allocated: 0.50 B",
            "two-label look-up, 10000 series, fresh strings / client_java: 0.4",
            "latency, virtual thread: 11 ns",
            "nine instruments, virtual thread: 30 ns",
            "request, resolved / client_java resolved: 0.35",
            "request, by labels / client_java by labels: 0.12",
            "request, resolved / client_java resolved, one thread: 0.5",
            "request, by labels / client_java by labels, one thread: 0.17",
            "request, resolved, allocated: 0.50 B",
            "request, by labels, allocated: 0.50 B",
            "publish to the ring: 50 ns",
            "publish to the ring / client_java by labels: 0.12",
            "publish to the ring, allocated: 0.50 B",
            "request, nothing more kept / recorded alone: 1.1",
            "request, everything kept, allocated: 0.50 B",
            "timer of our Micrometer registry / of its Prometheus registry, plain: 0.25",
            "timer of our Micrometer registry / of its Prometheus registry, percentiles: 0.05",
            "timer of our Micrometer registry / of its Prometheus registry, histogram: 0.15",
            "timer of our Micrometer registry / of its Prometheus registry, looked up, plain: 1",
            "timer of our Micrometer registry / of its Prometheus registry, looked up, percentiles: 1",
            "timer of our Micrometer registry / of its Prometheus registry, looked up, histogram: 1",
            "page of our Micrometer registry / of its Prometheus registry, none plain: 0.1",
            "page of our Micrometer registry / of its Prometheus registry, once plain: 0.1",
            "page of our Micrometer registry / of its Prometheus registry, none percentiles: 0.1",
            "page of our Micrometer registry / of its Prometheus registry, once percentiles: 0.1",
            "page of our Micrometer registry / of its Prometheus registry, none histogram: 0.1",
            "page of our Micrometer registry / of its Prometheus registry, once histogram: 0.1",
            "scrape, none counter 100000 / client_java: 0.02",
            "scrape, none counter 100000, allocated per series: 1.00 B",
            "scrape, none histogram 10000 / client_java: 0.1",
            "scrape, once histogram 10000 / client_java: 0.1",
            "scrape, often histogram 10000 / client_java: 0.1",
            "scrape in gzip over HTTP, all counter / zlib: 0.6",
            "scrape in gzip over HTTP, row counter / zlib: 0.35",
            "scrape in gzip over HTTP, tenth counter / zlib: 0.35",
            "scrape in gzip over HTTP, none counter / zlib: 0.25",
            "scrape in gzip over HTTP, all histogram / zlib: 0.6",
            "scrape in gzip over HTTP, row histogram / zlib: 0.35",
            "scrape in gzip over HTTP, tenth histogram / zlib: 0.35",
            "scrape in gzip over HTTP, none histogram / zlib: 0.25",
            "hairspringCounter beside 300 other threads / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "hairspringLatency beside 300 other threads / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "p99.9 of hairspring at a fixed rate, scraped / idle: 1.3",
            "p99.9 of hairspring at a fixed rate, reset / idle: 1.3",
            "p99.9 of hairspringCounter at a fixed rate, scraped / idle: 1.3",
            "p99.9 of hairspringCounter at a fixed rate, reset / idle: 1.3",
            "heap of a counter series: 170 B",
            "heap of a latency series: 10240 B",
            "heap of a latency series, window full, scraped: 12288 B",
            "heap of a timer of our Micrometer registry / of its Prometheus registry, percentiles: 0.5",
            "heap of a latency series, 200 threads: 8192 B",
            "scrape, 100000 counters that 64 threads wrote: 10 ms",
            "CPU added to a request / that prometheusClient adds: 0.25",
            "CPU added to a request / that micrometer adds: 0.25",
            "CPU added to a request / that micrometerPercentiles adds: 0.25",
            "CPU added to a request / that openTelemetry adds: 0.25",
            "CPU of the gateway, with metrics / without: 1.02",
            "requests/s of the gateway, without metrics / with: 1.02",
            "p99 of the gateway, with metrics / without: 1.02",
            "CPU of a request of Spring Cloud Gateway, our starter / Micrometer's Prometheus"
                + " registry: 1",
            "mvn -B verify: 6 min");
  }

  /** Nor may it ask for a line of a table that no program writes. */
  @Test
  void everyAimOfAProgramIsFoundInWhatItWrites() throws IOException {
    Measured measured =
        new JmhJson()
            .measured(
                Map.of(
                    ProgramAims.THREADS, List.of("| 200 | Hairspring | 6200 | 5.7 |"),
                    ProgramAims.WRITERS, List.of("| 64 | 16.0 (15.0 to 20.0) |"),
                    ProgramAims.TAILS,
                        List.of(
                            "| hairspring | idle | 1 (1 to 1) | 2 (2 to 2) | 100 (90 to 110) |",
                            "| hairspring | scraped | 1 (1 to 1) | 2 (2 to 2) | 120 (110 to 130) |"),
                    ProgramAims.PEERS,
                        Stream.of("nothing 20.0", "hairspring 20.1", "openTelemetry 21.0")
                            .map(each -> each.split(" "))
                            .map(each -> new LoadSample(each[0], "saturated", 1, cpu(each[1])))
                            .map(LoadSample::line)
                            .toList()));

    assertThat(Aims.ALL)
        .filteredOn(aim -> aim.outcome(measured).isPresent())
        .extracting(aim -> Page.plain(aim, measured).replaceAll(" at a fixed rate", ""))
        .containsExactly(
            "reached, within noise: p99.9 of hairspring, scraped / idle, 1.2 (1 to 1.44),"
                + " at most 1.3",
            "reached: heap of a latency series, 200 threads, 6200 B, at most 8192 B",
            "missed: scrape, 100000 counters that 64 threads wrote, 16 ms (15 to 20),"
                + " at most 10 ms",
            "reached: CPU added to a request / that openTelemetry adds, 0.1," + " at most 0.25");
  }

  private static List<Double> cpu(String micros) {
    return List.of(1.0, Double.valueOf(micros), 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
  }
}
