package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayCommandTest extends CommandLines {

  @Test
  void withoutFlagsTheEmbeddedUpstreamAnswersOnLoopback() {
    assertThat(run(Map.of())).isZero();
    assertThat(started.host()).isEqualTo("127.0.0.1");
    assertThat(started.port()).isEqualTo(8080);
    assertThat(started.maxConnections()).isEqualTo(4_096);
    assertThat(started.embeddedUpstream()).isTrue();
    assertThat(started.demoRatePerSecond()).isEqualTo(50);
    assertThat(started.recording()).isEqualTo(GatewayConfig.Recording.DIRECT);
    assertThat(started.proxy())
        .isEqualTo(new ProxyConfig(Duration.ofSeconds(5), Duration.ofSeconds(60), 1024, 1024));
    assertThat(started.metrics().host()).isEqualTo("127.0.0.1");
    assertThat(started.metrics().port()).isEqualTo(9464);
    assertThat(started.metrics().resetToken()).hasSize(32);
    String first = started.metrics().resetToken();
    run(Map.of());
    assertThat(started.metrics().resetToken()).isNotEqualTo(first);
  }

  @Test
  void anUpstreamTakesEverythingAndNoDemoTraffic() {
    run(Map.of(), "--upstream", "https://h/v1");
    assertThat(started.routes()).containsExactly(Route.toAll(URI.create("https://h/v1")));
    assertThat(started.demoRatePerSecond()).isZero();
  }

  @Test
  void routesMayBeSeveral() {
    run(Map.of(), "--route", "/a=http://h", "--route", "/b/=http://i:81/x=y");
    assertThat(started.routes())
        .containsExactly(
            Route.of("/a", URI.create("http://h")), Route.of("/b", URI.create("http://i:81/x=y")));
  }

  @Test
  void aFlagGoesBeforeItsVariable() {
    Map<String, String> environment =
        Map.of(
            "HAIRSPRING_PORT", "1",
            "HAIRSPRING_METRICS_PORT", " 2 ",
            "HAIRSPRING_ROUTE", "/a=http://h /b=http://i",
            "HAIRSPRING_MAX_CLIENT_CONNECTIONS", "7",
            "HAIRSPRING_RESPONSE_TIMEOUT", "1500ms");
    run(environment, "--port", "3");
    assertThat(started.port()).isEqualTo(3);
    assertThat(started.metrics().port()).isEqualTo(2);
    assertThat(started.routes()).hasSize(2);
    assertThat(started.maxConnections()).isEqualTo(7);
    assertThat(started.demoRatePerSecond()).isZero();
    assertThat(started.proxy().responseTimeout()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void metricsCanBeOffByFlagOrVariable() {
    run(Map.of(), "--no-metrics");
    assertThat(started.metrics()).isNull();
    run(Map.of("HAIRSPRING_NO_METRICS", "true"));
    assertThat(started.metrics()).isNull();
    run(Map.of("HAIRSPRING_NO_METRICS", "false"));
    assertThat(started.metrics()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --port abc | --port: expected a number from 0 to 65535, was "abc"
          --port 65536 | --port: expected a number from 0 to 65535, was "65536"
          --port -1 | --port: expected a number from 0 to 65535, was "-1"
          --metrics-port 99999999999 | --metrics-port: expected a number from 0 to 65535, was "99999999999"
          --demo-rate 1.5 | --demo-rate: expected a number from 0 to 10000, was "1.5"
          --upstream ftp://h | --upstream: expected a http or https URL with a host and no query, such as http://host:8080/v1, was "ftp://h"
          --upstream http://a{b | --upstream: expected a http or https URL with a host and no query, such as http://host:8080/v1, was "http://a{b"
          --route a=http://h | --route: expected /prefix=URL, such as /ai=http://host:8080/v1, was "a=http://h"
          --route /a=http://h --route /a=http://i | --route: expected each prefix once, was "/a again"
          --upstream http://h --route /a=http://h | --upstream and --route: expected one of them, were both
          --max-client-connections 0 | --max-client-connections: expected a number from 1 to 100000, was "0"
          --connect-timeout 0 | --connect-timeout: expected a time from 1ms to 3600s, such as 500ms or 5s, was "0"
          --response-timeout 2h | --response-timeout: expected a time from 1ms to 3600s, such as 500ms or 5s, was "2h"
          --port 9464 | --port and --metrics-port: expected two different ports, were both 9464
          --host a,b | --host: expected an address or a host name, was "a,b"
          --prot 1 | unknown argument "--prot"; did you mean --port?
          --port | Missing required parameter for option '--port' (N); try --help
          --port 1 --port 2 | option '--port' (N) should be specified only once; try --help
          --metric-port=1 | unknown argument "--metric-port=1"; did you mean --metrics-port?
          --metric-port 1 | unknown argument "--metric-port"; did you mean --metrics-port?
          serve | unknown argument "serve"; try --help
          """)
  void badInputIsOneClearLineAndExitCode2(String arguments, String message) {
    assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("gateway: " + message + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
    assertThat(started).isNull();
  }

  @Test
  void aBadVariableIsCalledByItsName() {
    assertThat(run(Map.of("HAIRSPRING_PORT", "x"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: HAIRSPRING_PORT: expected a number");
  }

  @Test
  void aTokenThatCannotBeUsedIsNotShown() {
    assertThat(run(Map.of(), "--reset-token", "se cret")).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: --reset-token: expected at most 4000 visible");
    assertThat(err.toString()).doesNotContain("cret");
  }

  @Test
  void helpTellsEveryFlagAndVersionTheVersion() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString())
        .contains("--port", "--host", "--metrics-port", "--metrics-host", "--upstream", "--route")
        .contains("--demo-rate", "--reset-token", "--no-metrics", "--help", "--version")
        .contains("HAIRSPRING_METRICS_PORT");
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString()).contains("hairspring-gateway ");
    assertThat(started).isNull();
  }

  @Test
  void thePageOfTheGatewayHasEveryFlagThatHelpTells() throws IOException {
    assertThat(run(Map.of(), "--help")).isZero();
    String page = Files.readString(Path.of("../docs/gateway.md"));
    List<String> flags =
        Pattern.compile("(?m)^ .{0,5}(--[a-z-]+)")
            .matcher(out.toString())
            .results()
            .map(flag -> flag.group(1))
            .toList();
    assertThat(flags).hasSizeGreaterThan(35).allMatch(flag -> page.contains("`" + flag));
  }

  @Test
  void helpTellsTheDefaultThatASettingHas() {
    run(Map.of(), "--help");
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("Port for clients, 0 for any free one. Default: 8080.")
        .contains("Connections to one upstream; as many requests wait for one. Default: 1024.")
        .contains("Token for POST /metrics/reset. Default: a random one, printed at start.");
  }
}
