package io.hairspring.gateway.proxy;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * A path prefix and the upstream that answers below it. The prefix is taken off before the rest of
 * the path is put behind the target's own path.
 *
 * @param name what metrics call the upstream
 * @param prefix {@code /} for everything, else starts with {@code /} and does not end in one
 * @param target an absolute http or https URL with a host, without query, fragment and user
 */
public record Route(String name, String prefix, URI target) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the prefix or the target is not as described
   */
  public Route {
    Objects.requireNonNull(name, "name");
    if (!prefix.startsWith("/") || (prefix.length() > 1 && prefix.endsWith("/"))) {
      throw new IllegalArgumentException(
          "expected a prefix that starts with / and does not end in one, was \"" + prefix + "\"");
    }
    checkTarget(target);
  }

  /** Returns a route for everything, named after the target's host. */
  public static Route toAll(URI target) {
    checkTarget(target);
    return new Route(target.getHost(), "/", target);
  }

  /** Returns a route named after its prefix; one for everything is named after its host. */
  public static Route of(String prefix, URI target) {
    return "/".equals(prefix) ? toAll(target) : new Route(prefix.substring(1), prefix, target);
  }

  /** Returns whether a path is below the prefix; whole segments only. */
  boolean matches(String path) {
    return "/".equals(prefix)
        ? path.startsWith("/")
        : path.startsWith(prefix)
            && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  /** Returns where a matching path leads at the target, both as they stand in a request line. */
  String pathAtTarget(String path) {
    String base = target.getRawPath() == null ? "" : target.getRawPath();
    if (base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    String rest = "/".equals(prefix) ? path : path.substring(prefix.length());
    String joined = base + rest;
    return joined.isEmpty() ? "/" : joined;
  }

  /** Returns the target's host and port as a Host header shows them. */
  String hostHeader() {
    return target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
  }

  boolean secure() {
    return "https".equals(target.getScheme().toLowerCase(Locale.ROOT));
  }

  /** Returns the scheme, host and port to connect to. */
  URI address() {
    int port = target.getPort() < 0 ? (secure() ? HTTPS_PORT : HTTP_PORT) : target.getPort();
    return URI.create((secure() ? "https" : "http") + "://" + target.getHost() + ":" + port);
  }

  private static void checkTarget(URI target) {
    String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
    boolean web = "http".equals(scheme) || "https".equals(scheme);
    boolean plain =
        target.getRawQuery() == null
            && target.getRawFragment() == null
            && target.getRawUserInfo() == null;
    boolean port = target.getPort() != 0 && target.getPort() <= HIGHEST_PORT;
    if (!web || target.getHost() == null || !plain || !port) {
      throw new IllegalArgumentException(
          "expected a URL such as http://host:8080/path, was \"" + target + "\"");
    }
  }
}
