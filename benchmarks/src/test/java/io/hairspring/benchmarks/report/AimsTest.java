package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
            "p99.9 of hairspring, scraped / idle: 1.3",
            "p99.9 of hairspring, reset / idle: 1.3",
            "p99.9 of hairspringCounter, scraped / idle: 1.3",
            "p99.9 of hairspringCounter, reset / idle: 1.3",
            "hairspringCounter beside 300 other threads / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "hairspringLatency beside 300 other threads / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "heap of a counter series: 170 B",
            "heap of a latency series: 10240 B",
            "heap of a latency series, window full, scraped: 12288 B");
  }
}
