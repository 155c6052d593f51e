package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What a caller does with an event for which there is no room. */
class OverflowTest {
  private final Gate gate = new Gate(2);
  private final Applier<long[]> applier =
      new Applier<>(event -> {}, slot -> {}, new Failures(Clock.systemUTC()));
  private final Lane<long[]> lane =
      new Lane<>(
          1, 16, () -> new long[1], (from, to) -> {}, applier, new ConsumerWait(WaitMode.PARK));

  @Test
  void whoeverAppliesHisEventLeavesAlsoWhereCountingItFails() {
    Uncounted counts =
        new Uncounted() {
          @Override
          public void inlined() {
            throw new OutOfMemoryError("no memory");
          }
        };
    Overflow<long[]> overflow =
        new Overflow<>(OverflowPolicy.recordInline(), gate, applier, counts, () -> false);
    assertThatThrownBy(() -> overflow.take(lane, new long[1])).hasMessage("no memory");
    assertThat(gate.isEmpty()).isTrue();
  }
}
