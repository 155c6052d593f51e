package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.RealProgram;
import io.hairspring.gateway.testing.GatewayProcess;
import io.hairspring.gateway.testing.Http;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** bin/observe runs a gateway and a Prometheus with the rules, and ends both. */
@Execution(ExecutionMode.CONCURRENT)
class ObserveTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TREE = Path.of("src", "monitoring");

  private static final String GATEWAY = "'" + String.join("' '", GatewayProcess.command()) + "'";

  @TempDir private Path folder;

  /** A tree with the scripts, whose gateway is that of this test and is built already. */
  @BeforeEach
  void copy() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve(TREE));
    for (String file : List.of("bin/observe", "bin/rules")) {
      Files.copy(ROOT.resolve(file), folder.resolve(file));
      assertThat(folder.resolve(file).toFile().setExecutable(true)).isTrue();
    }
    for (String file : List.of("alerts.yml", "slo.yml")) {
      Files.copy(ROOT.resolve(TREE).resolve(file), folder.resolve(TREE).resolve(file));
    }
    script("bin/gateway", "exec " + GATEWAY + " \"$@\"");
  }

  private Path script(String name, String line) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Process observe(Map<String, String> environment, String... flags) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/observe").toString()));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HAIRSPRING_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which Java prints a line
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
  }

  @Test
  void theGatewayIsScrapedWithItsRulesUntilItIsStopped() throws Exception {
    RealProgram.require("prometheus", "prometheus");
    int metrics = RealProgram.freePort();
    int port = RealProgram.freePort();
    Process observe =
        observe(
            Map.of("HAIRSPRING_METRICS_PORT", "" + metrics),
            "--port=0",
            "--prometheus-port",
            "" + port,
            "--slo",
            "objective=99");
    try {
      URI prometheus = URI.create("http://127.0.0.1:" + port + "/");
      answered(observe, prometheus, "api/v1/targets", "\"health\":\"up\"");
      answered(
          observe,
          prometheus,
          "api/v1/query?query=slo_requests_total%7Bjob%3D%22hairspring%22%7D",
          "\"slo\":\"/\"");
      assertThat(Http.get(prometheus.resolve("api/v1/rules")).body())
          .contains("ObjectiveBurnsFast", "UpstreamDown", "HighLatency");
    } finally {
      observe.toHandle().destroy();
    }
    assertThat(observe.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(observe.exitValue()).as(this::outputQuietly).isZero();
    assertThat(output()).contains("stopped: no request was cut off");
    assertThat(observe.descendants()).isEmpty();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  private void answered(Process observe, URI server, String path, String expected) {
    Until.isTrue(
        path + " has " + expected + outputQuietly(),
        () -> {
          assertThat(observe.isAlive()).as(this::outputQuietly).isTrue();
          try {
            return Http.get(server.resolve(path)).body().contains(expected);
          } catch (RuntimeException notYet) {
            return false;
          }
        });
  }

  private String outputQuietly() {
    try {
      return output();
    } catch (IOException none) {
      return none.toString();
    }
  }

  @Test
  void aPrometheusThatIsNotThereIsOneClearLine() throws Exception {
    assertThat(observe(Map.of("PROMETHEUS", "no-such-program")).waitFor()).isOne();
    assertThat(output())
        .containsOnlyOnce("\n")
        .startsWith("observe: no-such-program not found; expected Prometheus 2.40 or newer");
  }

  @Test
  void flagsThatTheGatewayRefusesStartNothing() throws Exception {
    Path old = script("prometheus", "echo prometheus, version 2.53.0");
    Map<String, String> real = Map.of("PROMETHEUS", old.toString());
    assertThat(observe(real, "--prot=1").waitFor()).isEqualTo(2);
    assertThat(output()).startsWith("gateway: unknown argument").containsOnlyOnce("\n");
    assertThat(observe(real, "--metrics-token=secret").waitFor()).isEqualTo(2);
    assertThat(output()).startsWith("observe: metrics that need a token").containsOnlyOnce("\n");
  }

  /** The gateway says what it is to be, once for all versions, and then only lasts. */
  @Test
  void eachVersionOfPrometheusIsToldOfNativeHistogramsInItsOwnWay() throws Exception {
    int port = RealProgram.freePort();
    script(
        "bin/gateway",
        "[ \"$1\" = --print-config ] || exec sleep 60\n"
            + "[ -f '%1$s' ] || %2$s \"$@\" >'%1$s'\n".formatted(folder.resolve("config"), GATEWAY)
            + "cat '%s'".formatted(folder.resolve("config")));
    for (String version : List.of("2.53.0", "3.8.1", "3.14.0")) {
      Path told = folder.resolve("told");
      Path fake =
          script(
              "prometheus",
              "[ \"$1\" != --version ] || { echo prometheus, version %s; exit; }; "
                      .formatted(version)
                  + "echo \"$@\" >'"
                  + told
                  + "'; cat \"${1#*=}\" >>'"
                  + told
                  + "'; exit 3");
      observe(
              Map.of("PROMETHEUS", fake.toString(), "HAIRSPRING_METRICS_PORT", "1"),
              "--port=0",
              "--metrics-port=" + port,
              "--set=metrics-prefix=shop_")
          .waitFor();
      boolean setting = !version.startsWith("2") && !version.equals("3.8.1");
      String text = Files.readString(told);
      assertThat(text.contains("scrape_native_histograms: true")).as(version).isEqualTo(setting);
      assertThat(text.contains("--enable-feature=native-histograms")).isEqualTo(!setting);
      assertThat(output()).contains("observe: Prometheus ended:");
    }
  }
}
