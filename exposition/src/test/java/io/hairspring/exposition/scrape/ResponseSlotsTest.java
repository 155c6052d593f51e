package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One slot, for which readers and at most two who wait compete. */
class ResponseSlotsTest {
  private final ResponseSlots slots = new ResponseSlots(1, 2);
  private final List<String> ran = new ArrayList<>();
  private final Runnable first = new Named("first", ran);
  private final Runnable second = new Named("second", ran);

  @Test
  void whoeverFindsNoSlotIsRunWhenOneIsGivenBack() {
    for (String each : List.of("first", "second", "third")) {
      assertThat(slots.take(() -> ran.add(each), false)).isTrue();
    }
    assertThat(ran).containsExactly("first");
    slots.giveBack();
    slots.giveBack();
    assertThat(ran).containsExactly("first", "second", "third");
    slots.giveBack();
    assertThat(slots.take(first, false)).isTrue();
    assertThat(ran).hasSize(4);
  }

  @Test
  void whoeverFindsALineThatIsFullIsRefusedUnlessHeMayAlwaysWait() {
    slots.take(() -> {}, false);
    slots.take(() -> {}, false);
    slots.take(() -> {}, false);
    assertThat(slots.take(first, false)).isFalse();
    assertThat(slots.take(second, true)).isTrue();
    for (int i = 0; i < 3; i++) {
      slots.giveBack();
    }
    assertThat(ran).containsExactly("second");
  }

  @Test
  void slowReadersAreDisconnectedOnceSomebodyWaits() {
    slots.take(() -> {}, false);
    slots.slow(first);
    slots.slow(second);
    assertThat(ran).isEmpty();
    slots.take(() -> {}, false);
    assertThat(ran).containsExactly("first", "second");
    slots.take(() -> {}, false);
    assertThat(ran).hasSize(2);
  }

  @Test
  void aReaderThatTurnsOutToBeSlowWhileSomebodyWaitsIsDisconnectedAtOnce() {
    slots.take(() -> {}, false);
    slots.take(() -> {}, false);
    slots.slow(first);
    assertThat(ran).containsExactly("first");
    assertThat(slots.disconnectSlowest()).isFalse();
  }

  @Test
  void whoeverIsDoneIsNotDisconnected() {
    slots.slow(first);
    slots.slow(second);
    slots.done(first);
    assertThat(slots.disconnectSlowest()).isTrue();
    assertThat(slots.disconnectSlowest()).isFalse();
    assertThat(ran).containsExactly("second");
  }

  /** Says so when it is run. */
  private record Named(String name, List<String> ran) implements Runnable {
    @Override
    public void run() {
      ran.add(name);
    }
  }
}
