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
            "counter / LongAdder: 1",
            "counter / client_java: 0.75",
            "counter / LongAdder, one thread: 1",
            "latency / plain Histogram: 1.7",
            "latency / client_java classic: 0.16",
            "latency with exact buckets / client_java classic: 0.16",
            "two-label look-up / client_java: 0.5",
            "two-label look-up, allocated: 0.50 B",
            "request, resolved / client_java resolved: 0.35",
            "request, by labels / client_java by labels: 0.15",
            "request, resolved, allocated: 0.50 B",
            "request, by labels, allocated: 0.50 B",
            "publish to the ring: 80 ns",
            "publish to the ring / client_java by labels: 0.15",
            "publish to the ring, allocated: 0.50 B",
            "scrape, none counter 100000 / client_java: 0.03",
            "scrape, none counter 100000, allocated per series: 1.00 B",
            "scrape, none histogram 10000 / client_java: 0.1",
            "scrape, once histogram 10000 / client_java: 0.1",
            "scrape, often histogram 10000 / client_java: 0.1",
            "p99.9 of hairspring, scraped / idle: 1.5",
            "p99.9 of hairspring, reset / idle: 1.5",
            "p99.9 of hairspringCounter, scraped / idle: 1.5",
            "p99.9 of hairspringCounter, reset / idle: 1.5",
            "hairspringCounter beside 300 other threads / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide / beside none: 2",
            "hairspringCounter beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "hairspringLatency beside 300 other threads / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide / beside none: 2",
            "hairspringLatency beside 300 other threads, ids collide, 4 collectors / beside none: 2",
            "heap of a counter series: 200 B",
            "heap of a latency series: 12288 B",
            "heap of a latency series, window full, scraped: 12288 B");
  }
}
