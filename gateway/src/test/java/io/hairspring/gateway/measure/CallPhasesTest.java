package io.hairspring.gateway.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.LatencyView;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phases of one request are its time, no more and no less. */
class CallPhasesTest {
  @Test
  void everyMomentEndsOnePhaseAndBeginsTheNext() {
    CallPhases phases = new CallPhases();
    phases.awaiting(110);
    phases.connecting(130);
    phases.sending(170);
    phases.receiving(250);
    phases.over(410);
    phases.ended(100, 430);
    assertThat(phases.nanos().values()).containsExactly(10L, 20L, 40L, 80L, 160L, 20L);
    assertThat(phases.overheadNanos()).isEqualTo(10 + 20 + 20);
  }

  @Test
  void aConnectionThatIsThereIsNeitherWaitedForNorOpened() {
    CallPhases phases = new CallPhases();
    phases.sending(115);
    phases.receiving(200);
    phases.over(300);
    phases.ended(100, 300);
    assertThat(phases.nanos().values()).containsExactly(15L, 0L, 0L, 85L, 100L, 0L);
    assertThat(phases.sinceAskedNanos()).isEqualTo(185);
  }

  @Test
  void aFirstTryThatBrokeOffIsTheUpstreamsTime() {
    CallPhases phases = new CallPhases();
    phases.sending(1);
    phases.connecting(31); // the kept connection was closed
    phases.sending(33);
    phases.receiving(73);
    phases.over(80);
    phases.ended(0, 80);
    assertThat(phases.nanos()).containsEntry("first_byte", 70L).containsEntry("connect", 2L);
    assertThat(phases.overheadNanos()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aCallThatEndsInAnyPhaseLosesNone(int moments) {
    CallPhases phases = new CallPhases();
    List<Runnable> all =
        List.of(
            () -> phases.awaiting(10),
            () -> phases.connecting(20),
            () -> phases.sending(40),
            () -> phases.receiving(80),
            () -> phases.over(160));
    all.subList(0, moments).forEach(Runnable::run);
    phases.ended(5, 1_000);
    assertThat(phases.nanos().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(995);
  }

  @Test
  void theQuantilesOfTheOverheadAreThoseOfEachRequestsOwn() {
    Random random = new Random(7);
    Histogram exact = new Histogram(1, 3_600_000_000_000L, 2);
    try (MetricsCollector metrics = MetricsCollector.create()) {
      MeasuredOverhead.OfProvider ai = new MeasuredOverhead(metrics).of("ai");
      IntStream.range(0, 5_000)
          .forEach(
              i -> {
                long own = 1_000L + random.nextInt(1_000_000);
                long upstream = random.nextInt(50_000_000);
                CallPhases phases = new CallPhases();
                phases.sending(own);
                phases.receiving(own + upstream);
                phases.over(own + upstream);
                phases.ended(0, own + upstream);
                ai.record(phases);
                exact.recordValue(own);
              });
      LatencyView seen = ai.overhead().total();
      assertThat(seen.quantileNanos(0.99)).isEqualTo((double) exact.getValueAtPercentile(99));
      assertThat(seen.count()).isEqualTo(5_000);
    }
  }
}
