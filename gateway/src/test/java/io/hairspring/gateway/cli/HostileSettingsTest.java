package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.config.ConfigKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong is one line that names the setting, exit code 2, also where it is printed. */
class HostileSettingsTest extends CommandLines {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;

  static Stream<String> hostile() {
    return Stream.of(
        "", " ", "\0", "a\nb", "\u001b[31m", "x".repeat(200_000), "-1", "/=", "http://");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void eachSettingIsJudgedAlikeByAStartAndByPrintConfig(String value) {
    for (ConfigKey key : GatewayKeys.ALL) {
      err.getBuffer().setLength(0);
      String set = "--set=" + key.name() + "=" + value;
      int start = run(NONE, set);
      String said = err.toString();
      int printed = run(NONE, set, "--print-config");
      assertThat(printed).as(key.name()).isEqualTo(start);
      assertThat(err.toString()).isEqualTo(said + said);
      if (start != 0) {
        assertThat(start).as(said).isEqualTo(2);
        assertThat(said).startsWith("gateway: --set " + key.name() + ": expected ");
        assertThat(said.strip()).hasSizeLessThan(900).matches("\\P{C}*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "metrics-labels, method=x, labels that no metric has of its own",
    "metrics-labels, provider=x, labels that no metric has of its own",
    "global-labels, reason=x, labels that none of the collector's own metrics has",
    "metrics-prefix, hairspring_, 'another than hairspring_, which is the collector''s own'",
    "namespace, 9, 'the beginning of a metric name, such as wilab_'"
  })
  void whatNoMetricCanBeMadeWithIsJudgedBefore(String name, String value, String expected) {
    String message =
        "gateway: --set " + name + ": expected " + expected + ", was \"" + value + "\"\n";
    assertThat(run(NONE, "--set", name + "=" + value)).isEqualTo(2);
    assertThat(run(NONE, "--set", name + "=" + value, "--print-config")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(message + message);
    assertThat(started).isNull();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aPrefixAndLabelsOfOnesOwnAreFine() {
    assertThat(run(NONE, "--set", "prefix=shop_", "--set", "metrics-labels=zone=a")).isZero();
    assertThat(started.metrics().config().collector().labels()).containsEntry("zone", "a");
  }

  @Test
  void aKeyStoreThatCannotBeReadIsNoFailureOfTheStart() throws Exception {
    Path none = folder.resolve("none.p12");
    for (Path store : List.of(none, folder, Files.writeString(folder.resolve("bad"), "no key"))) {
      err.getBuffer().setLength(0);
      int exitCode =
          run(
              NONE,
              "--metrics-tls-key-store",
              store.toString(),
              "--metrics-tls-password=secret",
              "--print-config");
      assertThat(exitCode).isEqualTo(2);
      assertThat(err.toString())
          .startsWith("gateway: --metrics-tls-key-store: expected a PKCS12 or JKS file that holds")
          .doesNotContain("secret");
    }
  }

  @Test
  void aValueThatBeginsWithAnAtSignIsNoFile() throws Exception {
    Path file = Files.writeString(folder.resolve("user"), "other");
    run(NONE, "--metrics-user", "@" + file, "--metrics-password=x", "--print-config");
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("metrics-user=@" + file + "\n");
    assertThat(run(NONE, "@" + file)).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: unknown argument \"@" + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config=", "--set=config=", "HAIRSPRING_CONFIG="})
  void aFileIsReadWhoeverNamesItButNoFileNamesAnother(String how) throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "port=7\n");
    Path file = Files.writeString(folder.resolve("file"), "port=5\n");
    boolean variable = how.startsWith("HAIRSPRING");
    Map<String, String> named = variable ? Map.of("HAIRSPRING_CONFIG", file.toString()) : NONE;
    String[] arguments = variable ? new String[0] : new String[] {how + file};
    assertThat(run(named, arguments)).as(err.toString()).isZero();
    assertThat(started.port()).isEqualTo(5);
    Files.writeString(file, "port=5\nconfig=" + other);
    assertThat(run(named, arguments)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gateway: config in " + file + ": expected no further file in a file, was \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=1 --set=port=2|--port and --set port: expected one of them, were both",
        "--set=port=1 --set=port=1|--set port: expected once, was given twice",
        "--set=a.b=1|--set a.b: unknown; expected one of config,",
        "--upstream=http://me:secret@h|--upstream: expected a http or https URL with a host and no query, such as http://host:8080/v1, and no user\n",
      })
  void whatIsSaidTwiceOrUnusableIsRefused(String line) {
    String[] parts = line.split("\\|", 2);
    assertThat(run(NONE, parts[0].split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: " + parts[1]).doesNotContain("secret");
  }

  @Test
  void whatPicocliSaysIsOneShortLineToo() {
    List<String> all = new ArrayList<>(List.of("x".repeat(200_000), "--\nx", "--no-metrics=a\nb"));
    all.add("--no-metrics=" + "x".repeat(200_000));
    for (String argument : all) {
      err.getBuffer().setLength(0);
      assertThat(run(NONE, argument)).isEqualTo(2);
      assertThat(err.toString().strip()).hasSizeLessThan(2_100).matches("\\P{C}*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "/nowhere/x\ny"})
  void aFileThatCannotBeOneIsOneLine(String file) {
    assertThat(run(NONE, "--config=" + file)).isEqualTo(2);
    assertThat(run(Map.of("HAIRSPRING_CONFIG", file))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains(": expected "));
  }

  @Test
  void blankSecretsLeaveNoServerOpen() {
    assertThat(run(Map.of("HAIRSPRING_METRICS_TOKEN", ""))).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: HAIRSPRING_METRICS_TOKEN: expected at most");
    assertThat(started).isNull();
  }

  @Test
  void aPodBesideServicesOfItsNameStarts() {
    Map<String, String> links =
        Map.of(
            "HAIRSPRING_METRICS_PORT", "tcp://10.0.0.1:9464",
            "HAIRSPRING_GATEWAY_SERVICE_HOST", "10.0.0.1",
            "HAIRSPRING_GATEWAY_PORT_9464_TCP_ADDR", "10.0.0.1");
    assertThat(run(links)).isZero();
    assertThat(started.metrics().port()).isEqualTo(9464);
  }
}
