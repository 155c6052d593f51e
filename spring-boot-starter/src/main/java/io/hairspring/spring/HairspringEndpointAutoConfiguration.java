package io.hairspring.spring;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Makes the endpoints that are exposed. Two of one id would not start, so where client_java's
 * registry is on the class path the id {@code prometheus} stays Boot's.
 */
@AutoConfiguration(after = HairspringMetricsAutoConfiguration.class)
@ConditionalOnBean(MetricsCollector.class)
@ConditionalOnWebApplication
final class HairspringEndpointAutoConfiguration {
  private static final String CLIENT_JAVA =
      "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

  @Bean
  @ConditionalOnMissingBean
  ScrapeService hairspringScrapeService(MetricsCollector metrics) {
    return ScrapeService.create(metrics);
  }

  /** On WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  static class Reactive {
    @Bean
    ReactiveExchange hairspringExchange(Environment environment) {
      return new ReactiveExchange(new EndpointPaths(environment));
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    HairspringEndpoint.Reactive hairspringEndpoint(ScrapeService service) {
      return new HairspringEndpoint.Reactive(service);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingClass(CLIENT_JAVA)
    PrometheusEndpoint.Reactive hairspringPrometheusEndpoint(ScrapeService service) {
      return new PrometheusEndpoint.Reactive(service);
    }
  }

  /** On servlets. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Blocking {
    @Bean
    @ConditionalOnAvailableEndpoint
    HairspringEndpoint.Blocking hairspringEndpoint(ScrapeService service) {
      return new HairspringEndpoint.Blocking(service);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingClass(CLIENT_JAVA)
    PrometheusEndpoint.Blocking hairspringPrometheusEndpoint(ScrapeService service) {
      return new PrometheusEndpoint.Blocking(service);
    }
  }

  /** Where client_java keeps the page. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = CLIENT_JAVA)
  static class BesideClientJava {
    private static final Log LOG = LogFactory.getLog(HairspringEndpointAutoConfiguration.class);

    BesideClientJava() {
      LOG.info(
          "/actuator/prometheus is that of "
              + CLIENT_JAVA
              + "; Hairspring's page is /actuator/hairspring/prometheus. Remove"
              + " micrometer-registry-prometheus to have it in the other's place.");
    }
  }
}
