package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimTest {
  private static final Aim AIM = Aim.times("ours / theirs", "A.ours", "A.theirs", 0.5);

  @Test
  void aRatioIsOfOursToTheirs() throws IOException {
    Measured measured = new JmhJson().mean("A.ours", 4, 1).mean("A.theirs", 10, 2).measured();

    Estimate ratio = AIM.outcome(measured).orElseThrow().estimate();

    assertThat(ratio.value()).isCloseTo(0.4, within(1e-9));
    assertThat(ratio.least()).isCloseTo(3.0 / 12, within(1e-9));
    assertThat(ratio.most()).isCloseTo(5.0 / 8, within(1e-9));
  }

  @Test
  void whatTheSequenceCostsIsTakenFromBoth() throws IOException {
    Measured measured =
        new JmhJson()
            .mean("A.ours", 4, 0.5)
            .mean("A.theirs", 10, 0.5)
            .mean("A.sequence", 2, 0.5)
            .measured();
    Aim net = Aim.times("ours / theirs", "A.ours", "A.theirs", "A.sequence", 0.5);

    Estimate ratio = net.outcome(measured).orElseThrow().estimate();

    assertThat(ratio.value()).isCloseTo(0.25, within(1e-9));
    assertThat(ratio.least()).isCloseTo(1.0 / 9, within(1e-9));
    assertThat(ratio.most()).isCloseTo(3.0 / 7, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0.1, REACHED",
    "5, 0, REACHED",
    "4.9, 0.2, REACHED_WITHIN_NOISE",
    "5.1, 0.2, MISSED_WITHIN_NOISE",
    "6, 0.1, MISSED",
    "4, NaN, REACHED",
    "6, NaN, MISSED",
  })
  void theVerdictSaysWhatTheSpreadAllows(double nanos, double error, Verdict verdict)
      throws IOException {
    Measured measured =
        new JmhJson().mean("A.ours", nanos, error).mean("A.theirs", 10, 0).measured();

    assertThat(AIM.outcome(measured).orElseThrow().verdict()).isEqualTo(verdict);
  }

  @Test
  void aPeerWhoseSpreadHoldsZeroMakesEveryRatioPossible() {
    Estimate ratio = new Estimate(4, 3, 5).per(new Estimate(1, -1, 3));

    assertThat(ratio.most()).isInfinite();
    assertThat(ratio.least()).isEqualTo(1);
  }

  @Test
  void withoutOneOfBothThereIsNoOutcome() throws IOException {
    assertThat(AIM.outcome(new JmhJson().mean("A.ours", 4, 1).measured())).isEmpty();
    assertThat(AIM.outcome(new JmhJson().mean("A.theirs", 4, 1).measured())).isEmpty();
  }

  @Test
  void otherThreadsThanMeantAreNoVerdict() throws IOException {
    Measured one =
        new JmhJson()
            .mean("A.ours", "", 1, 4, 0.1, 0)
            .mean("A.theirs", "", 1, 10, 0.1, 0)
            .measured();

    assertThat(AIM.outcome(one).orElseThrow().verdict()).isEqualTo(Verdict.OTHER_THREADS);
    assertThat(AIM.withThreads(1).outcome(one).orElseThrow().verdict()).isEqualTo(Verdict.REACHED);
  }

  @Test
  void bytesAreSharedOutAmongSeries() throws IOException {
    Measured measured = new JmhJson().mean("A.ours", "", 2, 1, 0, 50_000).measured();

    assertThat(
            Aim.bytes("garbage", "A.ours", 100_000, 1).outcome(measured).orElseThrow().estimate())
        .isEqualTo(Estimate.of(0.5));
  }

  @Test
  void bytesThatNobodyCountedAreNoOutcome() throws IOException {
    Measured measured = new JmhJson().tail("hairspring", "idle", 1).measured();

    assertThat(Aim.bytes("garbage", "RecordTailBenchmark.hairspring idle", 1, 1).outcome(measured))
        .isEmpty();
  }

  @Test
  void memoryIsThatOfItsSeriesAndLibrary() throws IOException {
    Aim aim = Aim.memory("heap", "counter", "ours", 200);
    Footprint other = new Footprint("latency", "ours", 9_000);

    assertThat(aim.outcome(new JmhJson().measured(other))).isEmpty();
    assertThat(
            aim.outcome(new JmhJson().measured(other, new Footprint("counter", "ours", 201)))
                .orElseThrow()
                .verdict())
        .isEqualTo(Verdict.MISSED);
  }

  @Test
  void memoryMayBeThatOfAnotherLibraryInParts() throws IOException {
    Aim aim = Aim.memory("heap", "timer", "ours", "theirs", 0.5);
    Footprint ours = new Footprint("timer", "ours", 4_000);

    assertThat(aim.outcome(new JmhJson().measured(ours))).isEmpty();
    assertThat(
            aim.outcome(new JmhJson().measured(ours, new Footprint("timer", "theirs", 10_000)))
                .orElseThrow()
                .estimate())
        .isEqualTo(Estimate.of(0.4));
  }

  @Test
  void whatNothingHereMeasuresSaysWhatDoes() throws IOException {
    Aim aim = Aim.elsewhere("whole gateway", "", 1.02, "bin/other measures it");

    assertThat(aim.outcome(new JmhJson().measured())).isEmpty();
    assertThat(Page.plain(aim, new JmhJson().measured()))
        .isEqualTo("not measured: bin/other measures it: whole gateway, at most 1.02");
  }

  @Test
  void programsAreReadOnceTheyRan() throws IOException {
    Aim aim = Aim.program("ms", "P", " ms", 10, lines -> Table.figure(lines, 1, "64"));

    assertThat(aim.outcome(new JmhJson().measured())).isEmpty();
    assertThat(
            Page.plain(
                aim, new JmhJson().measured(Map.of("P", List.of("| 64 | 11.0 (9.0 to 12.0) |")))))
        .isEqualTo("missed, within noise: ms, 11 ms (9 to 12), at most 10 ms");
  }
}
