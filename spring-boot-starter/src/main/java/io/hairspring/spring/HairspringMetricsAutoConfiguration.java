package io.hairspring.spring;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.micrometer.ExemplarSource;
import io.hairspring.micrometer.HairspringMeterConfig;
import io.hairspring.micrometer.HairspringMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Makes the collector and the Micrometer registry that records into it. Boot finds the registry as
 * it finds any other: filters, customizers, binders and closing are Boot's. What it is ordered by
 * is named as text, since those classes moved between the lines.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
    },
    beforeName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
    })
@EnableConfigurationProperties(HairspringProperties.class)
final class HairspringMetricsAutoConfiguration {
  private static final String FALLBACK = "management.prometheus.metrics.export.";

  @Bean
  @ConditionalOnMissingBean
  CollectorConfig hairspringCollectorConfig(HairspringProperties properties) {
    return properties.collector().config();
  }

  @Bean
  @ConditionalOnMissingBean
  MetricsCollector hairspringCollector(CollectorConfig config) {
    return MetricsCollector.create(config);
  }

  @Bean
  @ConditionalOnMissingBean
  HairspringMeterConfig hairspringMeterConfig(
      HairspringProperties properties, Environment environment) {
    HairspringProperties.Export export = properties.metrics().export();
    HairspringMeterConfig defaults = HairspringMeterConfig.defaults();
    Binder fallback = Binder.get(environment);
    Duration step =
        export.step() != null
            ? export.step()
            : fallback.bind(FALLBACK + "step", Duration.class).orElse(defaults.step());
    boolean descriptions =
        export.descriptions() != null
            ? export.descriptions()
            : fallback
                .bind(FALLBACK + "descriptions", Boolean.class)
                .orElse(defaults.descriptions());
    return defaults
        .withStep(step)
        .withDescriptions(descriptions)
        .withNativeHistograms(export.nativeHistograms());
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBean(Clock.class)
  @Conditional(Switches.Export.class)
  HairspringMeterRegistry hairspringMeterRegistry(
      HairspringMeterConfig config,
      MetricsCollector metrics,
      Clock clock,
      ObjectProvider<ExemplarSource> exemplars) {
    return new HairspringMeterRegistry(config, metrics, clock, exemplars.getIfUnique());
  }

  /** Where Micrometer Tracing is. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Tracer.class)
  @ConditionalOnProperty(name = "management.hairspring.exemplars.enabled", matchIfMissing = true)
  static class Exemplars {
    @Bean
    @ConditionalOnMissingBean(ExemplarSource.class)
    TracingExemplars hairspringExemplars(ObjectProvider<Tracer> tracers) {
      return new TracingExemplars(tracers);
    }
  }
}
