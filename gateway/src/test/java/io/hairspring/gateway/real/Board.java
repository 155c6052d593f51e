package io.hairspring.gateway.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The dashboards in the tree. */
public final class Board {
  private static final Path FOLDER = Path.of("..", "src", "monitoring", "grafana");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Board() {}

  /** Returns what Grafana loads. */
  public static JsonNode read(String name) throws IOException {
    return JSON.readTree(FOLDER.resolve(name + ".json").toFile());
  }

  /**
   * Returns the queries of each panel as Grafana sends them.
   *
   * @param changed the text fields that somebody has changed
   */
  public static List<List<String>> panels(String name, Map<String, String> changed)
      throws IOException {
    JsonNode board = read(name);
    List<List<String>> panels = new ArrayList<>();
    for (JsonNode panel : board.at("/panels")) {
      List<String> queries = new ArrayList<>();
      for (JsonNode target : panel.at("/targets")) {
        queries.add(query(board, target.at("/expr").asText(), changed));
      }
      panels.add(queries);
    }
    return panels;
  }

  private static String query(JsonNode board, String expression, Map<String, String> changed) {
    String query =
        expression
            .replace("$job", "hairspring")
            .replace("$instance", ".+")
            .replace("$endpoint", ".*")
            .replace("$__rate_interval", "1m");
    for (JsonNode variable : board.at("/templating/list")) {
      if (variable.at("/type").asText().equals("textbox")) {
        String name = variable.at("/name").asText();
        String value = changed.getOrDefault(name, variable.at("/query").asText());
        query = query.replace("${" + name + "}", value);
      }
    }
    return query;
  }
}
