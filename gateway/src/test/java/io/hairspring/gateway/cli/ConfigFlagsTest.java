package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings from a file, from variables and from flags. */
class ConfigFlagsTest extends CommandLines {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;

  @Test
  void flagsGoBeforeVariablesAndTheseBeforeTheFile() throws Exception {
    Path file = file("port=1\nhost=127.0.0.2\nmetrics-port=3\nlatency-buckets=0.1,1\n");
    assertThat(
            run(
                Map.of("HAIRSPRING_PORT", "10", "HAIRSPRING_METRICS_PORT", "30"),
                "--config",
                file.toString(),
                "--port",
                "100"))
        .isZero();
    assertThat(started.port()).isEqualTo(100);
    assertThat(started.metrics().port()).isEqualTo(30);
    assertThat(started.host()).isEqualTo("127.0.0.2");
    assertThat(started.metrics().config().latencyBuckets()).containsExactly(0.1, 1);
  }

  @Test
  void aVariableMayNameTheFile() throws Exception {
    run(Map.of("HAIRSPRING_CONFIG", file("demo.rate=7").toString()));
    assertThat(started.demoRatePerSecond()).isEqualTo(7);
  }

  @Test
  void everySettingCanBeSetByFlag() {
    run(NONE, "--set", "metrics_prefix=shop_", "--set", "global-labels=a=b,c=d");
    assertThat(started.metrics().config().collector().prefix()).isEqualTo("shop_");
    assertThat(started.metrics().config().collector().labels()).containsEntry("c", "d");
  }

  @Test
  void theDatabaseIsAskedForTheGatewaysOfTheInfoMetric() {
    run(NONE, "--tsdb-url", "http://vm:8428");
    assertThat(started.metrics().config().tsdb().orElseThrow().url())
        .isEqualTo(URI.create("http://vm:8428"));
    assertThat(started.metrics().config().tsdb().orElseThrow().infoMetric())
        .isEqualTo("gateway_build_info");
  }

  @Test
  void metricsThatAreNotEnabledAreOff() {
    run(NONE, "--set", "enable_metrics=false");
    assertThat(started.metrics()).isNull();
  }

  @Test
  void printConfigPrintsEverythingButSecretsAndStartsNothing() throws Exception {
    Path file = file("host=127.0.0.2");
    int exitCode =
        run(
            Map.of("HAIRSPRING_METRICS_TOKEN", "hidden"),
            "--config=" + file,
            "--port=0",
            "--reset-token=hidden",
            "--print-config");
    assertThat(exitCode).isZero();
    assertThat(started).isNull();
    assertThat(out.toString())
        .contains("# from --port\nport=0\n")
        .contains("# from host in " + file + "\nhost=127.0.0.2\n")
        .contains("# from --reset-token, not shown\n#reset-token=\n")
        .contains("# from HAIRSPRING_METRICS_TOKEN, not shown\n#metrics-token=\n")
        .contains("# default\nrecord=direct\n")
        .doesNotContain("hidden");
  }

  @Test
  void whatIsPrintedOfAFileIsAFileThatSaysTheSame() throws Exception {
    run(NONE, "--config=" + file("host=127.0.0.2\nport=0"), "--print-config");
    Path printed = file(out.toString());
    assertThat(run(NONE, "--config=" + printed)).as(err::toString).isZero();
    assertThat(started.host()).isEqualTo("127.0.0.2");
    assertThat(started.port()).isZero();
  }

  @Test
  void printConfigRefusesWhatStartingWouldRefuse() {
    assertThat(run(NONE, "--print-config", "--set", "metrics-prot=1")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "gateway: --set metrics-prot: unknown; did you mean metrics-port?"
                + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aBadLineOfTheFileIsCalledByItsPlace() throws Exception {
    Path file = file("port=many");
    assertThat(run(NONE, "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gateway: port in " + file + ": expected a number from 0 to 65535, was");
  }

  @Test
  void aFileThatIsNotThereIsOneClearLine() {
    assertThat(run(NONE, "--config", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--config: expected a readable properties file, was \"");
  }

  @Test
  void aSettingWithoutAValueIsOneClearLine() {
    assertThat(run(NONE, "--set", "port")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gateway: --set: expected KEY=VALUE, such as metrics-prefix=shop_");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("gateway.properties"), text);
  }
}
