package io.hairspring.gateway.tools;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks one metrics server. */
final class MetricsClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String USUAL_PATH = "/metrics";
  private static final String HEALTH = "health?fresh=false";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI metrics; // without a slash behind
  private final String token; // null for none

  /** There was no answer that could be used. */
  static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAnswerException(String message) {
      super(message);
    }
  }

  /**
   * Creates one.
   *
   * @param url of the server, or of its metrics if they are elsewhere than {@code /metrics}
   * @throws IllegalArgumentException if it is no http or https URL
   */
  MetricsClient(String url, String token) {
    URI given = URI.create(url);
    if (given.getHost() == null || !String.valueOf(given.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "\""
              + url
              + "\" is not the URL of a metrics server; expected one such as"
              + " http://127.0.0.1:9464");
    }
    boolean bare = given.getPath().isEmpty() || given.getPath().equals("/");
    metrics = bare ? given.resolve(USUAL_PATH) : URI.create(url.replaceAll("/+$", ""));
    this.token = token;
  }

  URI url() {
    return metrics;
  }

  /** Returns what the route below the metrics answers. */
  String get(String route, String accept) {
    return ask(URI.create(metrics + route), accept, 200);
  }

  /** Returns how the process does, well or not: what the server answers at {@code /health}. */
  String health() {
    try {
      return ask(metrics.resolve(HEALTH), "application/json", 503);
    } catch (NoAnswerException elsewhere) { // where the metrics were moved alone
      return ask(metrics.resolve("/" + HEALTH), "application/json", 503);
    }
  }

  private String ask(URI url, String accept, int alsoGood) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", accept);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200 && answer.statusCode() != alsoGood) {
        throw new NoAnswerException(url + " answered " + answer.statusCode() + "; expected 200");
      }
      return answer.body();
    } catch (IOException failure) {
      throw new NoAnswerException(url + " cannot be read: " + failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("stopped");
    }
  }
}
