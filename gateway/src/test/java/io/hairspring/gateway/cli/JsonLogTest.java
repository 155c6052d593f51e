package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.gateway.testing.GatewayProcess;
import io.hairspring.gateway.testing.Http;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** A gateway that prints JSON. */
class JsonLogTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void everyLineIsAnObjectAndADeadUpstreamIsOneWarning() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.start(
            "--port=0", "--metrics-port=0", "--log-format=json", "--upstream=http://127.0.0.1:1")) {
      URI url = gateway.address("gateway").resolve("/x");
      for (int i = 0; i < 20; i++) {
        assertThat(Http.get(url).statusCode()).isEqualTo(502);
      }
      gateway.terminate();
      assertThat(gateway.end()).isZero();
      assertThat(messages(gateway.out().lines().toList(), "INFO"))
          .contains("gateway " + url.resolve("/"))
          .endsWith("stopped: no request was cut off");
      assertThat(messages(gateway.err(), "WARNING"))
          .containsExactly(
              "upstream \"127.0.0.1\" at http://127.0.0.1:1: the upstream cannot be reached"
                  + " (1 since the last such line)");
    }
  }

  @Test
  void aPortThatIsTakenIsAnObjectToo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        GatewayProcess gateway =
            GatewayProcess.start(
                "--port=" + taken.getLocalPort(), "--metrics-port=0", "--log-format=json")) {
      assertThat(gateway.end()).isEqualTo(1);
      assertThat(messages(gateway.err(), "SEVERE"))
          .singleElement()
          .asString()
          .startsWith("gateway: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void whatJsonEscapesIsEscapedAndALineStaysOne() throws Exception {
    LogRecord entry = new LogRecord(Level.WARNING, "a \"{0}\"\n\\ \u0001 \u00e9");
    entry.setParameters(new Object[] {"b"});
    entry.setThrown(new IllegalStateException("c\nd"));
    String line = new JsonLines.Format().format(entry);
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode read = json.readTree(line);
    assertThat(read.path("message").asText()).isEqualTo("a \"b\"\n\\ \u0001 \u00e9");
    assertThat(read.path("exception").asText()).contains("IllegalStateException: c\nd");
    assertThat(read.path("time").asText()).matches("[0-9-]+T[0-9:.]+Z");
  }

  @Test
  void printedLinesAreFlushedWithoutBlanksThatAlignThem() throws Exception {
    StringWriter out = new StringWriter();
    new JsonLines(new PrintWriter(out), Level.INFO).println("  page     http://h/");
    assertThat(json.readTree(out.toString()).path("message").asText()).isEqualTo("page http://h/");
  }

  private List<String> messages(List<String> lines, String level) throws Exception {
    List<String> messages = new ArrayList<>();
    for (String line : lines) {
      JsonNode read = json.readTree(line);
      assertThat(read.path("level").asText()).as(line).isEqualTo(level);
      messages.add(read.path("message").asText());
    }
    return messages;
  }
}
