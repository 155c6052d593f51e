package io.hairspring.spring;

import io.hairspring.collector.MetricsCollector;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;

/**
 * Measures the requests of a Spring Cloud Gateway on WebFlux. Before its own, so that filters of
 * one order stand as {@link GatewayFilters.Last} needs it.
 */
@AutoConfiguration(
    after = HairspringMetricsAutoConfiguration.class,
    beforeName = "org.springframework.cloud.gateway.config.GatewayAutoConfiguration")
@ConditionalOnClass(GlobalFilter.class)
@ConditionalOnBean(MetricsCollector.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "management.hairspring.gateway.enabled", matchIfMissing = true)
final class HairspringGatewayAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  GatewayMetrics hairspringGatewayMetrics(MetricsCollector metrics) {
    return new GatewayMetrics(metrics);
  }

  @Bean
  GatewayFilters.First hairspringFirstFilter(GatewayMetrics metrics) {
    return new GatewayFilters.First(metrics);
  }

  @Bean
  GatewayFilters.Last hairspringLastFilter() {
    return new GatewayFilters.Last(false);
  }

  @Bean
  GatewayFilters.Last hairspringLastFilterOfWebSockets() {
    return new GatewayFilters.Last(true);
  }
}
