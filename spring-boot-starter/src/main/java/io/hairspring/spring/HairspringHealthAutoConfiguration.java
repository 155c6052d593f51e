package io.hairspring.spring;

import io.hairspring.collector.MetricsCollector;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Makes {@code hairspring} among the contributors of {@code /actuator/health}: by the type that the
 * line on the class path has, and no class of the other is loaded.
 */
@AutoConfiguration(
    after = HairspringMetricsAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration",
      "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration"
    })
@ConditionalOnBean(MetricsCollector.class)
@Conditional(Switches.Health.class)
final class HairspringHealthAutoConfiguration {
  private static final String NAME = "hairspringHealthContributor";

  /** On Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  static class OnBoot3 {
    @Bean(NAME)
    @ConditionalOnMissingBean(name = NAME)
    org.springframework.boot.actuate.health.HealthIndicator indicator(MetricsCollector metrics) {
      return () -> {
        CollectorState state = CollectorState.of(metrics);
        return org.springframework.boot.actuate.health.Health.status(state.status())
            .withDetails(state.details())
            .build();
      };
    }
  }

  /** On Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  static class OnBoot4 {
    @Bean(NAME)
    @ConditionalOnMissingBean(name = NAME)
    org.springframework.boot.health.contributor.HealthIndicator indicator(
        MetricsCollector metrics) {
      return () -> {
        CollectorState state = CollectorState.of(metrics);
        return org.springframework.boot.health.contributor.Health.status(state.status())
            .withDetails(state.details())
            .build();
      };
    }
  }
}
