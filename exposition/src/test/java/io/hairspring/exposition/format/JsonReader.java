package io.hairspring.exposition.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Reads our JSON with Jackson, into samples named as the text formats name them. */
final class JsonReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReader() {}

  static ReadBack read(byte[] answer) throws IOException {
    ReadBack read = new ReadBack();
    for (JsonNode family : JSON.readTree(answer).get("families")) {
      String name = family.get("name").asText();
      read.help(name, family.get("help").asText());
      family.get("series").forEach(series -> add(read, name, series));
    }
    return read;
  }

  private static void add(ReadBack read, String name, JsonNode series) {
    Map<String, String> labels = new TreeMap<>();
    series.get("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    if (series.has("value")) {
      read.add(name, labels, number(series.get("value")));
      return;
    }
    if (series.has("states")) {
      series
          .get("states")
          .properties()
          .forEach(e -> read.add(name, labels, name, e.getKey(), e.getValue().asBoolean() ? 1 : 0));
      return;
    }
    for (JsonNode bucket : series.path("buckets")) {
      String bound = ReadBack.bound(bucket.get("le").asText());
      read.add(name + "_bucket", labels, "le", bound, number(bucket.get("count")));
    }
    for (JsonNode pair : series.path("quantiles")) {
      String quantile = ReadBack.bound(pair.get("quantile").asText());
      read.add(name, labels, "quantile", quantile, number(pair.get("value")));
    }
    read.add(name + "_count", labels, number(series.get("count")));
    if (series.has("sum")) {
      read.add(name + "_sum", labels, number(series.get("sum")));
    }
  }

  private static Number number(JsonNode node) {
    return node.isIntegralNumber()
        ? new BigInteger(node.asText())
        : node.isNumber() ? node.doubleValue() : (Number) ReadBack.number(node.asText());
  }
}
