package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.runtime.Text;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector in a registry that the collector shows would show itself in itself. */
class LoopsAreRefusedTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aRegistryThatShowsTheCollectorCannotBeShownByIt() {
    HairspringCollector ours = HairspringCollector.register(metrics, registry);
    assertThatThrownBy(() -> PrometheusBridge.register(metrics, "theirs", registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source \"theirs\" shows this very collector");
    assertThatThrownBy(() -> PrometheusBridge.register(metrics, "theirs", ours))
        .hasMessageStartingWith("source \"theirs\" shows this very collector");
    ours.close();
    PrometheusBridge.register(metrics, "theirs", registry).close();
  }

  @Test
  void aRegistryThatTheCollectorShowsCannotShowIt() {
    Gauge.builder().name("depth").register(registry).set(1);
    SourceRegistration theirs = PrometheusBridge.register(metrics, "theirs", registry);
    assertThatThrownBy(() -> HairspringCollector.register(metrics, registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the collector shows this client_java registry already");
    assertThat(registry.scrape().stream()).hasSize(1);
    theirs.close();
    HairspringCollector.register(metrics, registry);
  }

  @Test
  void aLoopThatIsClosedLaterShowsEverythingOnceAndIsCounted() {
    PrometheusRegistry inner = new PrometheusRegistry();
    HairspringCollector ours = HairspringCollector.register(metrics, inner);
    PrometheusBridge.register(metrics, "theirs", registry);
    Gauge.builder().name("depth").register(registry).set(1);
    registry.register(ours); // as a host may, whoever made it
    assertThat(Text.of(metrics)).containsOnlyOnce("depth 1");
    assertThat(Text.of(metrics))
        .containsOnlyOnce("depth 1")
        .anyMatch(line -> line.startsWith("hairspring_source_refused_total{source=\"theirs\"}"))
        .noneMatch(line -> line.equals("hairspring_source_refused_total{source=\"theirs\"} 0"));
    assertThat(registry.scrape().stream())
        .extracting(snapshot -> snapshot.getMetadata().getName())
        .contains("depth", "hairspring_epoch");
  }

  @Test
  void aLoopThroughAnotherCollectorIsRefusedToo() {
    MetricsCollector other = MetricsCollector.create();
    PrometheusRegistry others = new PrometheusRegistry();
    HairspringCollector.register(other, registry);
    HairspringCollector.register(metrics, others, name -> !name.startsWith("hairspring_"));
    PrometheusBridge.register(other, "metrics", others);
    assertThatThrownBy(() -> PrometheusBridge.register(metrics, "other", registry))
        .hasMessageStartingWith("source \"other\" shows this very collector");
    other.close();
  }

  @Test
  void oneCollectorMayShowAnotherThroughClientJava() {
    MetricsCollector front = MetricsCollector.create();
    metrics.gauge("depth", "Ours.").register().set(1);
    HairspringCollector.register(metrics, registry, "depth"::equals);
    PrometheusBridge.register(front, "other", registry);
    PrometheusRegistry shown = new PrometheusRegistry();
    HairspringCollector.register(front, shown);
    assertThat(shown.scrape("depth"::equals).stream()).hasSize(1);
    front.close();
  }
}
