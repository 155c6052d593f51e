package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
  @Test
  void aTableIsReadAsItWasWritten() {
    List<Footprint> written =
        List.of(
            new Footprint(Footprint.COUNTER, "Hairspring", 166),
            new Footprint(Footprint.LATENCY, Footprint.SCRAPED, 12_120));
    List<String> lines = new ArrayList<>(Footprint.heading());
    written.forEach(print -> lines.add(print.line()));
    lines.add("a library's warning | that | nobody | asked for");

    assertThat(Footprint.read(lines)).isEqualTo(written);
  }
}
