package io.hairspring.gateway.route;

import java.net.URI;
import java.net.URISyntaxException;
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
        : path.startsWith(prefix) && isSegmentEnd(path, prefix.length());
  }

  /** Returns where a matching path leads at the target, both as they stand in a request line. */
  public String pathAtTarget(String path) {
    String rest = "/".equals(prefix) ? path : path.substring(prefix.length());
    String joined = base() + rest;
    return joined.isEmpty() ? "/" : joined;
  }

  /**
   * Returns where clients find what an answer of the target leads to: a URL or path at the target
   * becomes the path below the prefix that leads there, what is elsewhere or there already stays.
   */
  public String seenFromOutside(String location) {
    if (location.startsWith("//")) { // of the target's own scheme (RFC 3986, section 4.2)
      String seen = seenFromOutside(origin().getScheme() + ":" + location);
      return seen.startsWith("/") ? seen : location;
    }
    String path = location;
    int authority = location.indexOf("://") + 3;
    if (authority > 3 && !location.startsWith("/")) {
      int end = endOfAuthority(location, authority);
      if (!isAtTarget(location.substring(0, end))) {
        return location;
      }
      path = location.substring(end);
    } else if (!location.startsWith("/")) {
      return location;
    } else if (prefix.length() > 1 && matches(location)) {
      return location; // the target knows its prefix
    }
    String rest = path.isEmpty() || path.charAt(0) != '/' ? "/" + path : path;
    String base = base();
    if (!rest.startsWith(base) || !isSegmentEnd(rest, base.length())) {
      return location;
    }
    return ("/".equals(prefix) ? "" : prefix) + rest.substring(base.length());
  }

  private static int endOfAuthority(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private boolean isAtTarget(String origin) {
    try {
      Route other = toAll(new URI(origin));
      return origin().getScheme().equals(other.origin().getScheme())
          && origin().getHost().equalsIgnoreCase(other.origin().getHost())
          && origin().getPort() == other.origin().getPort();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSegmentEnd(String path, int at) {
    return at == path.length() || "/?#".indexOf(path.charAt(at)) >= 0;
  }

  /** Returns the target's path without a slash at its end. */
  private String base() {
    String path = target.getRawPath() == null ? "" : target.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Returns the target's host and port as a Host header shows them. */
  public String hostHeader() {
    return target.getPort() < 0 ? target.getHost() : target.getRawAuthority();
  }

  boolean secure() {
    return "https".equals(target.getScheme().toLowerCase(Locale.ROOT));
  }

  /** Returns the scheme, host and port to connect to. */
  public URI origin() {
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
