package io.hairspring.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RuntimeMetricsTest {
  /** The names of client_java's instrumentation, by which dashboards find them, in part. */
  private static final List<String> JVM =
      List.of(
          "jvm_buffer_pool_capacity_bytes gauge",
          "jvm_buffer_pool_used_buffers gauge",
          "jvm_buffer_pool_used_bytes gauge",
          "jvm_classes_currently_loaded gauge",
          "jvm_classes_loaded_total counter",
          "jvm_classes_unloaded_total counter",
          "jvm_compilation_time_seconds_total counter",
          "jvm_gc_collection_seconds summary",
          "jvm_memory_committed_bytes gauge",
          "jvm_memory_init_bytes gauge",
          "jvm_memory_max_bytes gauge",
          "jvm_memory_objects_pending_finalization gauge",
          "jvm_memory_pool_collection_used_bytes gauge",
          "jvm_memory_pool_used_bytes gauge",
          "jvm_memory_used_bytes gauge",
          "jvm_runtime_info gauge",
          "jvm_threads_current gauge",
          "jvm_threads_daemon gauge",
          "jvm_threads_deadlocked gauge",
          "jvm_threads_deadlocked_monitor gauge",
          "jvm_threads_peak gauge",
          "jvm_threads_started_total counter",
          "jvm_threads_state gauge");

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_"));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> RuntimeMetrics.register(null)).hasMessage("metrics");
    assertThatThrownBy(() -> RuntimeMetrics.register(metrics, null)).hasMessage("parts");
    assertThatThrownBy(() -> RuntimeMetrics.register(metrics, Collections.singleton(null)))
        .hasMessage("parts must not hold null");
    assertThat(Text.of(metrics)).noneMatch(line -> line.startsWith("jvm_"));
  }

  @Test
  void theJvmIsShownUnderTheNamesThatDashboardsKnow() {
    RuntimeMetrics.register(metrics, EnumSet.of(RuntimePart.JVM));
    List<String> text = Text.of(metrics);
    assertThat(text).containsAll(JVM.stream().map(family -> "# TYPE " + family).toList());
    assertThat(text).anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "));
    assertThat(text).anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{gc="));
    assertThat(text).contains("hairspring_source_failures_total{source=\"jvm\"} 0");
    assertThat(text).contains("hairspring_source_refused_total{source=\"jvm\"} 0");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProcessIsShownUnderTheNamesThatDashboardsKnow() {
    RuntimeMetrics.register(metrics, EnumSet.of(RuntimePart.PROCESS));
    assertThat(Text.of(metrics))
        .contains(
            "# TYPE process_cpu_seconds_total counter",
            "# TYPE process_start_time_seconds gauge",
            "# TYPE process_open_fds gauge",
            "# TYPE process_max_fds gauge",
            "# TYPE process_virtual_memory_bytes gauge",
            "# TYPE process_resident_memory_bytes gauge");
  }

  @Test
  void noFamilyComesTwice() {
    RuntimeMetrics.register(metrics);
    assertThat(Text.of(metrics).stream().filter(line -> line.startsWith("# TYPE ")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPartThatIsOffIsNotShown() {
    RuntimeMetrics.register(metrics, Set.of());
    assertThat(Text.of(metrics)).noneMatch(line -> line.matches("(jvm|process)_.*"));
  }

  @Test
  void aFigureWhoseNameIsTakenIsLeftOutAlone() {
    MetricsCollector other = MetricsCollector.create();
    other.gauge("process_max_fds", "Ours.").register().set(-1);
    try (RuntimeMetrics runtime = RuntimeMetrics.register(other)) {
      assertThat(runtime).isNotNull();
      assertThat(Text.of(other))
          .contains("process_max_fds -1")
          .anyMatch(line -> line.startsWith("process_open_fds "))
          .contains("hairspring_source_refused_total{source=\"process\"} 1");
      assertThatThrownBy(() -> RuntimeMetrics.register(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"jvm\" exists already");
      assertThat(Text.of(other)).anyMatch(line -> line.startsWith("process_open_fds "));
    }
  }

  @Test
  void hiccupsOfTwoAreShownUntilBothAreClosed() {
    RuntimeMetrics one = RuntimeMetrics.register(metrics, Set.of(RuntimePart.HICCUPS));
    RuntimeMetrics other = RuntimeMetrics.register(metrics, Set.of(RuntimePart.HICCUPS));
    one.close();
    one.close();
    assertThat(Text.of(metrics)).anyMatch(line -> line.startsWith("app_jvm_hiccup_seconds_count"));
    other.close();
    assertThat(Text.of(metrics)).noneMatch(line -> line.contains("jvm_hiccup"));
  }

  @Test
  void closingTakesThemOutOfEveryAnswer() {
    RuntimeMetrics.register(metrics).close();
    assertThat(Text.of(metrics)).noneMatch(line -> line.matches("(jvm|process)_.*"));
  }
}
