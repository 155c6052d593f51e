package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.event.ring.Gate;
import io.hairspring.collector.pull.gather.Sources;
import io.hairspring.collector.window.WindowClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Walks that fail, and what they leave behind: no lock and no closed gate. */
class WalksTest {
  private final Gate gate = new Gate(1);
  private final AtomicInteger unaligned = new AtomicInteger();

  @Test
  void aWalkThatFailsBeforeItBeginsLetsTheNextOneWalk() throws InterruptedException {
    List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("away")));
    Walks walks =
        walks(
            () -> {
              if (!failures.isEmpty()) {
                throw failures.remove(0);
              }
              return List.of(gate);
            });
    assertThatThrownBy(() -> walks.walk(now -> 1)).hasMessage("away");
    assertWalksElsewhere(walks);
  }

  @Test
  void aWalkThatFailsOpensItsGates() throws InterruptedException {
    Walks walks = walks(() -> Arrays.asList(gate, null));
    assertThatThrownBy(() -> walks.walk(now -> 1)).isInstanceOf(NullPointerException.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    Walks others = walks(() -> List.of(gate));
    assertThatThrownBy(
            () ->
                others.walk(
                    now -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    assertWalksElsewhere(others);
    assertThat(unaligned).hasValue(0);
  }

  private static void assertWalksElsewhere(Walks walks) throws InterruptedException {
    AtomicInteger walked = new AtomicInteger();
    List<Thread> reader = TestThreads.start(1, () -> walked.set(walks.walk(now -> 1)));
    reader.get(0).join(20_000);
    assertThat(walked).hasValue(1);
  }

  private Walks walks(Supplier<List<Gate>> gates) {
    return new Walks(
        new WalkPace(0, () -> {}),
        Clock.systemUTC(),
        new WindowClock(System::nanoTime, new ClockMetrics()),
        new Sources(System::nanoTime),
        gates,
        unaligned::incrementAndGet);
  }
}
