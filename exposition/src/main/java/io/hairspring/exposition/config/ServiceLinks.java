package io.hairspring.exposition.config;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes makes in each pod for each service of its namespace, called after
 * the service: one called hairspring-metrics makes {@code HAIRSPRING_METRICS_PORT=tcp://...}.
 */
final class ServiceLinks {
  private static final Pattern URL = Pattern.compile("(?i)(tcp|udp|sctp)://.*");
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]*|None");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern PROTOCOL = Pattern.compile("(?i)tcp|udp|sctp");
  private static final String OF_PORT = "_PORT_[0-9]{1,5}_(TCP|UDP|SCTP)";

  private ServiceLinks() {}

  /** Returns whether a variable has the name and the value of such a one. */
  static boolean is(String name, String value) {
    return isUrl(name, value)
        || named(name, OF_PORT, value, URL)
        || named(name, "_SERVICE_HOST", value, ADDRESS)
        || named(name, "_SERVICE_PORT(_[A-Z0-9_]+)?", value, PORT)
        || named(name, OF_PORT + "_PROTO", value, PROTOCOL)
        || named(name, OF_PORT + "_PORT", value, PORT)
        || named(name, OF_PORT + "_ADDR", value, ADDRESS);
  }

  /** Returns whether a variable is called like a port, and its value is that of no setting. */
  static boolean isUrl(String name, String value) {
    return named(name, "_PORT", value, URL);
  }

  private static boolean named(String name, String ending, String value, Pattern values) {
    return name.matches("[A-Z0-9_]+" + ending) && values.matcher(value.strip()).matches();
  }
}
