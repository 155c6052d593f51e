package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which names a family is found. */
class NameFilterTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  NameFilterTest() {
    metrics.counter("jobs_total", "Jobs.").register();
    metrics.gauge("depth", "Depth.").register();
    metrics.latency("call_seconds", "Calls.").register();
    metrics.info("build_info", "Build.", Map.of("version", "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "jobs_total, jobs_total",
    "jobs, jobs_total",
    "jobs_created, jobs_total",
    "build_info, build_info",
    "build, build_info",
    "depth, depth",
    "call_seconds, call_seconds",
    "call_seconds_sum, call_seconds",
    "call_seconds_count, call_seconds",
    "call_seconds_created, call_seconds",
  })
  void aFamilyIsFoundByEachNameThatAFormatGivesIt(String asked, String family) {
    String answer = answer(asked);
    assertThat(answer).contains("# HELP " + family + " ");
    assertThat(answer).containsOnlyOnce("# HELP");
  }

  @Test
  void otherNamesFindNothing() {
    for (String asked : new String[] {"job", "depth_total", "depth_created", "call", ""}) {
      assertThat(answer(asked)).as(asked).isEmpty();
    }
  }

  private String answer(String asked) {
    return new String(Rendered.bytes(new PrometheusText(), metrics, asked), StandardCharsets.UTF_8);
  }
}
