package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --slo} makes of what is given. */
class ObjectiveFlagsTest extends CommandLines {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;

  @Test
  void anObjectiveHasARouteABoundAndAShare() {
    run(NONE, "--slo", "route=/openai/v1/,latency=250ms,objective=99.9", "--slo=objective=95%");
    assertThat(started.metrics().objectives())
        .containsExactly(
            new Objective("/openai/v1 250ms", "/openai/v1", 0.999, Duration.ofMillis(250)),
            new Objective("/", "/", 0.95, null));
  }

  @Test
  void aVariableAndAFileSeparateThemByBlanks() throws Exception {
    run(Map.of("HAIRSPRING_SLO", "objective=99,name=a objective=99,name=b"));
    assertThat(started.metrics().objectives()).extracting(Objective::name).contains("a", "b");
    Path file = Files.writeString(folder.resolve("f"), "slo=objective=99,name=a\n");
    run(NONE, "--config=" + file);
    assertThat(started.metrics().objectives()).hasSize(1);
  }

  @Test
  void whatIsPrintedReadsBack() throws Exception {
    run(NONE, "--slo=route=/google,objective=99.95", "--slo=objective=90", "--print-config");
    assertThat(out.toString())
        .contains("# from --slo\nslo=route=/google,objective=99.95 objective=90\n");
    run(NONE, "--config=" + Files.writeString(folder.resolve("printed"), out.toString()));
    assertThat(started.metrics().objectives()).extracting(Objective::share).contains(0.9995, 0.9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "route=/openai | --slo: expected objectives such as route=/ai,",
        "99.9 | --slo: expected objectives such as route=/ai,",
        "objective=99.9, | --slo: expected objectives such as route=/ai,",
        "objective=100 | --slo objective: expected percent above 0 and below 100, such as 99.9, was",
        "objective=0.00 | --slo objective: expected percent above 0",
        "objective=0.999x | --slo objective: expected percent above 0",
        "objective=99,latency=0ms | --slo latency: expected a time from 1ms to 3600s",
        "objective=99,latency= | --slo latency: expected a time from 1ms to 3600s",
        "objective=99,latency=soon | --slo latency: expected a time from 1ms to 3600s",
        "objective=99,route=/opnai | --slo route: expected a path at or below one of /openai, /anthr",
        "objective=99,route=openai | --slo route: expected a path such as /ai, was \"openai\"",
        "objective=99,route=/openai?a | --slo route: expected a path such as /ai",
        "objective=99,name= | --slo name: expected a name",
        "objective=99,latncy=1s | --slo latncy: unknown; did you mean latency?",
        "objective=99,objective=98 | --slo objective: expected once, was given twice",
        "objective=99 objective=98 | --slo: expected each name once, was \"/ again\"",
      })
  void whatCannotBeUsedIsOneLine(String given, String said) {
    assertThat(run(NONE, "--slo", given)).isEqualTo(2);
    assertThat(err.toString()).startsWith("gateway: " + said);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
