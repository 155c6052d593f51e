package io.hairspring.exposition.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Debian's python3-prometheus-client, which reads one text after the other: a line of base64 in, a
 * line of JSON out.
 */
final class PythonReader implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3"; // where Debian's packages are found

  private static final String READ =
      """
      import base64, json, sys
      from prometheus_client.%s import text_string_to_metric_families as families
      for line in sys.stdin:
          try:
              read = [[f.name, f.type, f.documentation,
                       [[s.name, s.labels, repr(s.value),
                         s.exemplar and [s.exemplar.labels, repr(s.exemplar.value),
                                         str(s.exemplar.timestamp)]]
                        for s in f.samples]]
                      for f in families(base64.b64decode(line).decode('utf-8'))]
          except ValueError as e:
              read = str(e)
          print(json.dumps(read), flush=True)
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader answers;

  private PythonReader(Process process) {
    this.process = process;
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Starts a reader with the module {@code parser} of the client. */
  static PythonReader start(String parser) throws Exception {
    RealProgram.find(
        "python3-prometheus-client", List.of(PYTHON, "-c", "import prometheus_client.parser"));
    return new PythonReader(
        new ProcessBuilder(PYTHON, "-c", READ.formatted(parser))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  ReadBack read(byte[] text) throws IOException {
    ReadBack read = new ReadBack();
    for (JsonNode family : families(text)) {
      boolean distribution = List.of("histogram", "summary").contains(family.get(1).asText());
      read.help(family.get(0).asText(), family.get(2).asText());
      for (JsonNode sample : family.get(3)) {
        Map<String, String> labels = new TreeMap<>();
        sample.get(1).properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
        if (distribution) {
          labels.computeIfPresent("le", (le, bound) -> ReadBack.bound(bound));
          labels.computeIfPresent("quantile", (quantile, bound) -> ReadBack.bound(bound));
        }
        read.add(sample.get(0).asText(), labels, number(sample.get(2).asText()));
      }
    }
    return read;
  }

  /** Returns families as name, type, help and samples: name, labels, value, exemplar or null. */
  JsonNode families(byte[] text) throws IOException {
    process.getOutputStream().write(Base64.getEncoder().encode(text));
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new AssertionError("python3 has ended");
    }
    JsonNode read = JSON.readTree(answer);
    if (read.isTextual()) {
      throw new AssertionError(read.asText() + " in " + new String(text, StandardCharsets.UTF_8));
    }
    return read;
  }

  private static Number number(String spelled) {
    return spelled.matches("-?[0-9]+") ? new BigInteger(spelled) : ReadBack.number(spelled);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
