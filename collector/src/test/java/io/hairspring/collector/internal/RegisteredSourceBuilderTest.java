package io.hairspring.collector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.source.SourceSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegisteredSourceBuilderTest {
  @Test
  void aSourceIsAskedInTheCollectionForASecondAndBoundedAsTheCollectorIs() {
    CollectorConfig config = CollectorConfig.defaults().withMaxSeries(7).withMaxLabelChars(70);
    MetricsCollector metrics = MetricsCollector.create(config);
    RegisteredSourceBuilder builder = (RegisteredSourceBuilder) metrics.source("pool", sink -> {});
    assertThat(builder.settings())
        .isEqualTo(
            new SourceSettings(
                "pool",
                Duration.ofSeconds(1).toNanos(),
                0,
                Duration.ofMinutes(5).toNanos(),
                7,
                70));
  }
}
