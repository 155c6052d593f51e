package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Until;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private final Gate gate = new Gate(2);

  @Test
  void nobodyEntersWhileAReaderIsThere() {
    assertThat(gate.close(LIMIT_NANOS)).isTrue();
    assertThat(gate.tryEnter(0)).isFalse();
    assertThat(gate.open()).isTrue();
    assertThat(gate.tryEnter(0)).isTrue();
  }

  @Test
  void aReaderWaitsForThoseInside() throws InterruptedException {
    gate.tryEnter(1);
    AtomicBoolean left = new AtomicBoolean();
    AtomicBoolean seen = new AtomicBoolean();
    Thread reader = startReader(() -> seen.set(left.get()));
    awaitWaiting(reader);
    left.set(true);
    gate.leave(1);
    reader.join();
    assertThat(seen).isTrue();
  }

  @Test
  void aReaderGivesUpOnSomebodyWhoStaysInside() {
    gate.tryEnter(1);
    assertThat(gate.close(1)).isFalse();
    assertThat(gate.open()).isFalse();
    gate.leave(1);
    assertThat(gate.close(LIMIT_NANOS)).isTrue();
    assertThat(gate.open()).isTrue();
  }

  @Test
  void aReaderIsToldWhoWentAroundAndTheNextWaitsForThem() {
    gate.close(LIMIT_NANOS);
    assertThat(gate.bypass(1)).isTrue();
    assertThat(gate.open()).isFalse();
    assertThat(gate.close(1)).isFalse();
    gate.open();
    gate.leave(1);
    assertThat(gate.close(LIMIT_NANOS)).isTrue();
    assertThat(gate.open()).isTrue();
  }

  @Test
  void whoeverWaitedForAReaderGoesBeforeTheNext() throws InterruptedException {
    int wait = gate.beginWait();
    Thread reader = startReader(() -> {});
    awaitWaiting(reader);
    assertThat(gate.tryEnter(0)).isTrue();
    gate.leave(0);
    gate.leave(wait);
    reader.join();
  }

  private Thread startReader(Runnable reading) {
    Thread reader =
        new Thread(
            () -> {
              gate.close(LIMIT_NANOS);
              reading.run();
              gate.open();
            });
    reader.start();
    return reader;
  }

  private static void awaitWaiting(Thread reader) {
    List<Thread.State> done = List.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
    Until.isTrue("waits", () -> done.contains(reader.getState()));
  }
}
