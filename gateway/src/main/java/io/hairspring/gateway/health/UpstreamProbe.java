package io.hairspring.gateway.health;

import io.hairspring.gateway.route.Route;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks an upstream's host for a path, over a connection of its own each time. */
final class UpstreamProbe {
  private static final int LIMIT_MILLIS = 900; // connecting, and again reading

  private final URI url;

  UpstreamProbe(Route route, String path) {
    url = URI.create(route.origin() + path);
  }

  /** Returns what is wrong, in a line for people; null if the answer was 200 to 399. */
  String fault() {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      try {
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "hairspring-gateway");
        int status = connection.getResponseCode();
        return status >= 200 && status < 400
            ? null
            : url.getPath() + " is answered " + (status < 0 ? "without HTTP" : "" + status);
      } finally {
        connection.disconnect();
      }
    } catch (IOException failure) {
      return url.getPath() + " is not answered: " + failure.getClass().getSimpleName();
    }
  }
}
