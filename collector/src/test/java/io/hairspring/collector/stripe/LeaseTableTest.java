package io.hairspring.collector.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads that need not run to stand in the table. */
class LeaseTableTest {
  private final List<Thread> threads =
      IntStream.range(0, 3_000).mapToObj(i -> new Thread()).toList();
  private final Stripe stripe = new Stripe(0, true, new Columns(), new Carries(), null);

  @Test
  void thereIsAPlaceForEachOfManyStripesAndNearlyAlwaysTheFirst() {
    LeaseTable table = new LeaseTable(4_096);
    assertThat(threads).allMatch(thread -> table.put(new Lease(thread, stripe)));
    assertThat(threads).allMatch(thread -> table.find(thread).owner == thread);
    long first =
        threads.stream()
            .filter(
                thread -> table.places()[LeaseTable.place(thread, table.places())].owner == thread)
            .count();
    assertThat(first).isGreaterThan(2_700);
  }

  @Test
  void aTableIsNoLargerThanItsStripesNeed() {
    assertThat(new LeaseTable(0).places()).hasSize(1 << 10);
    assertThat(new LeaseTable(256).places()).hasSize(1 << 10);
    assertThat(new LeaseTable(257).places()).hasSize(1 << 11);
    assertThat(new LeaseTable(4_096).places()).hasSize(1 << 14);
  }

  @Test
  void whoeverFindsNoPlaceIsToldSoAndTheOthersStay() {
    LeaseTable table = new LeaseTable(0);
    long placed = threads.stream().filter(thread -> table.put(new Lease(thread, stripe))).count();
    assertThat(placed).isBetween(900L, 1_024L).isEqualTo(table.size());
    assertThat(threads.stream().filter(thread -> table.find(thread) != null)).hasSize((int) placed);
  }
}
