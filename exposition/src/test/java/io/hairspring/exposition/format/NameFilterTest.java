package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.reflect.Method;
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

  /** One with a default that is not handed on would be lost without a word. */
  @Test
  void everyCallReachesWhoeverStandsBehind() throws NoSuchMethodException {
    for (Method method : MetricsVisitor.class.getMethods()) {
      assertThat(NameFilter.class.getMethod(method.getName(), method.getParameterTypes()))
          .extracting(Method::getDeclaringClass)
          .isEqualTo(NameFilter.class);
    }
  }

  private String answer(String asked) {
    return new String(Rendered.bytes(new PrometheusText(), metrics, asked), StandardCharsets.UTF_8);
  }
}
