package io.hairspring.gateway.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** The query interface that Prometheus and VictoriaMetrics share. */
final class QueryApi {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String url;

  QueryApi(int port) {
    url = "http://127.0.0.1:" + port;
  }

  URI url() {
    return URI.create(url);
  }

  /** Returns whether a path answers 200 now. */
  boolean answers(String path) {
    try {
      return get(path).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns the value of a query that has one result, empty if it has none. */
  OptionalDouble value(String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    try {
      JsonNode result =
          json.readTree(get("/api/v1/query?query=" + encoded).body()).at("/data/result");
      if (result.isEmpty()) {
        return OptionalDouble.empty();
      }
      if (result.size() > 1) {
        throw new AssertionError(query + " has several results: " + result);
      }
      return OptionalDouble.of(Double.parseDouble(result.get(0).at("/value/1").asText()));
    } catch (IOException e) {
      throw new AssertionError(query, e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
