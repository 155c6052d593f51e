package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerCostsTest {
  private final List<LoadSample> samples = new ArrayList<>();

  private void add(String subject, int jvm, double cpuMicros) {
    samples.add(
        new LoadSample(
            subject,
            "saturated",
            jvm,
            List.of(50_000.0, cpuMicros, 700.0, 1.0, 2.0, 3.0, 4.0, 5.0)));
  }

  @Test
  void aSampleIsReadAsItWasWritten() {
    add("micrometer", 3, 21.25);
    List<String> lines = new ArrayList<>(LoadSample.heading());
    samples.forEach(sample -> lines.add(sample.line()));
    lines.add("| saturated | 1 |");
    lines.add(lines.get(2).replace("| 5 |", "|  |"));

    assertThat(LoadSample.read(lines)).hasSize(2).startsWith(samples.get(0));
    assertThat(LoadSample.read(lines).get(1).figures()).endsWith(Double.NaN);
    assertThat(lines.get(2))
        .isEqualTo("| micrometer | saturated | 3 | 50000 | 21.25 | 700 | 1 | 2 | 3 | 4 | 5 |");
  }

  /** The machine was twice as slow in the second turn, which only pairs take out. */
  @Test
  void whatIsAddedIsTheDifferenceInTheSameTurn() {
    for (int jvm = 1; jvm <= 3; jvm++) {
      add("nothing", jvm, jvm == 2 ? 40 : 20);
      add("hairspring", jvm, jvm == 2 ? 41 : 20.5);
      add("micrometer", jvm, jvm == 2 ? 44 : 22);
    }

    assertThat(new PeerCosts(samples).oursTo("micrometer", "saturated"))
        .contains(new Estimate(0.25, 0.125, 0.5));
    assertThat(new PeerCosts(samples).tables())
        .contains(
            "| micrometer | 50000 (50000 to 50000) | 22.00 (22.00 to 44.00) | 700 (700 to 700) | 1"
                + " (1 to 1) | 2 (2 to 2) | 3 (3 to 3) | 4 (4 to 4) | 5 (5 to 5) |",
            "| micrometer | 2.00 (2.00 to 4.00) | 0 (0 to 0) | 0 (0 to 0) | 0.25 (0.125 to 0.5) |");
  }

  @Test
  void nothingIsComparedToWhoSeemsToAddNothing() {
    add("nothing", 1, 20);
    add("hairspring", 1, 21);
    add("micrometer", 1, 19);

    assertThat(new PeerCosts(samples).oursTo("micrometer", "saturated")).isEmpty();
    assertThat(new PeerCosts(samples).oursTo("openTelemetry", "saturated")).isEmpty();
  }
}
