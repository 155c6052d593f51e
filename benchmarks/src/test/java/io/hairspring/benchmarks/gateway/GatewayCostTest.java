package io.hairspring.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.benchmarks.load.LoadGenerator.Load;
import io.hairspring.gateway.GatewayConfig.Recording;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of gateways says what it was given. */
class GatewayCostTest {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);

  @Test
  void aTableHasMediansAndRatios() {
    Pairs pairs = new Pairs("CPU, us", "requests/s");
    pairs.add(false, out, 10, 1_000);
    pairs.add(true, out, 11, 900);
    pairs.add(true, out, 12, 980);
    pairs.add(false, out, 20, 2_000);
    text.reset();
    pairs.print(out);
    assertThat(text.toString(StandardCharsets.UTF_8).lines().skip(2))
        .containsExactly(
            "| CPU, us | 15.00 (10.00 to 20.00) | 11.50 (11.00 to 12.00) | 0.767"
                + " | 0.850 (0.600 to 1.100) |",
            "| requests/s | 1500 (1000 to 2000) | 940 (900 to 980) | 0.627"
                + " | 0.695 (0.490 to 0.900) |");
  }

  @Test
  void aLoadCountsWhatWasAnswered() throws Exception {
    try (FixedUpstream upstream = new FixedUpstream()) {
      int port = URI.create(upstream.url()).getPort();
      Load load = ClosedLoad.run(port, Duration.ofMillis(50));
      assertThat(load.requests()).isPositive();
      assertThat(load.perSecond()).isPositive();
      assertThat(load.micros(99)).isPositive();
    }
  }

  @Test
  void theTimeOfAThreadCountsByWhatItIsFor() {
    String behind = " S 1 1 1 0 -1 1077936192 9 0 0 0 300 200 0 0 20 0 32 0 99 5 6";
    assertThat(
            new ProcessTime(9e6, 0, 0, 0)
                .and("7 (hairspring-gate)" + behind)
                .and("8 (C2 CompilerThre)" + behind)
                .and("9 (odd) name)" + behind))
        .isEqualTo(new ProcessTime(9e6, 5e6, 2e6, 5e6));
  }

  @Test
  void timesAddUpOverTurns() {
    ProcessTime turn = new ProcessTime(12, 9, 6, 3).minus(new ProcessTime(2, 1, 2, 1));
    assertThat(turn).isEqualTo(new ProcessTime(10, 8, 4, 2));
    assertThat(ProcessTime.NONE.and(turn).and(turn)).isEqualTo(new ProcessTime(20, 16, 8, 4));
  }

  @ParameterizedTest
  @EnumSource(Recording.class)
  void oneJvmTellsTimeAndBytesOfARequest(Recording recording) throws Exception {
    GatewaysInTurn.compare(recording, 0, 1, Duration.ofMillis(50), out);
    assertThat(text.toString(StandardCharsets.UTF_8))
        .containsPattern("\\| CPU of a request, us \\| [1-9][0-9.]* ")
        .containsPattern("\\| bytes of a request \\| [1-9][0-9]* ");
  }

  @Test
  void numbersComeFirstAndOptionsBehindThem() {
    Arguments given = Arguments.of(new String[] {"3", "--record", "7"}, 12, 10);
    assertThat(given).isEqualTo(new Arguments(3, Duration.ofSeconds(10), List.of("--record", "7")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1 0", "1 2 3"})
  void numbersThatMakeNoSenseAreRefused(String numbers) {
    assertThatThrownBy(() -> Arguments.of(numbers.split(" ", -1), 12, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected how often and for how many seconds");
  }
}
