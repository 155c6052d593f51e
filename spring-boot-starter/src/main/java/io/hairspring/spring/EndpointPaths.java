package io.hairspring.spring;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** What the paths of our endpoints have in them, wherever the actuator is. */
final class EndpointPaths {
  private static final String MAPPING = "management.endpoints.web.path-mapping.";

  private final List<String> segments;

  EndpointPaths(Environment environment) {
    segments =
        Stream.of(PrometheusEndpoint.ID, HairspringEndpoint.ID)
            .map(id -> environment.getProperty(MAPPING + id, id))
            .map(path -> path.startsWith("/") ? path : "/" + path)
            .toList();
  }

  /** Returns whether a path may be that of one of them; others may look alike. */
  boolean mayLeadTo(String path) {
    for (int i = 0; i < segments.size(); i++) {
      if (path.contains(segments.get(i))) {
        return true;
      }
    }
    return false;
  }
}
