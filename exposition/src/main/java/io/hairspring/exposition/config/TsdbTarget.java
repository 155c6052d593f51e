package io.hairspring.exposition.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A Prometheus or VictoriaMetrics to ask, and how services are found in it. Immutable.
 *
 * @param url http or https, with a host; a path is put before those of the API
 * @param infoMetric the metric whose label values are the services
 * @param serviceLabel the label
 * @param services what to answer when they cannot be asked for; empty for nothing
 */
public record TsdbTarget(URI url, String infoMetric, String serviceLabel, List<String> services) {
  private static final int HIGHEST_PORT = 65_535;
  private static final String METRIC = "[a-zA-Z_:][a-zA-Z0-9_:]{0,199}";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]{0,99}";

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if the URL or a name cannot be used
   */
  public TsdbTarget {
    Objects.requireNonNull(url, "url");
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || url.getHost() == null
        || url.getPort() > HIGHEST_PORT
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      // Without the value: it may hold a password.
      throw new IllegalArgumentException(
          "tsdb must be a http or https URL with a host, a port up to 65535, if any, and without"
              + " user, query and fragment, such as http://127.0.0.1:8428");
    }
    matches("infoMetric", infoMetric, METRIC);
    matches("serviceLabel", serviceLabel, LABEL);
    for (String service : Objects.requireNonNull(services, "services")) {
      Objects.requireNonNull(service, "services must not hold null");
    }
    services = List.copyOf(services);
  }

  /** Returns a target whose services are the values of {@code service} of {@code service_info}. */
  public static TsdbTarget at(URI url) {
    return new TsdbTarget(url, "service_info", "service", List.of());
  }

  /** Returns a copy that finds services by another label of another metric. */
  public TsdbTarget withServicesOf(String infoMetric, String serviceLabel) {
    return new TsdbTarget(url, infoMetric, serviceLabel, services);
  }

  /** Returns a copy that answers with these services when they cannot be asked for. */
  public TsdbTarget withServices(List<String> services) {
    return new TsdbTarget(url, infoMetric, serviceLabel, services);
  }

  private static void matches(String name, String value, String pattern) {
    if (!Objects.requireNonNull(value, name).matches(pattern)) {
      throw new IllegalArgumentException(
          name + " must match " + pattern + ", was \"" + value + "\"");
    }
  }
}
