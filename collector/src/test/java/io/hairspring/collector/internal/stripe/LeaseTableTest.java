package io.hairspring.collector.internal.stripe;

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
            .filter(thread -> table.places()[LeaseTable.place(thread)].owner == thread)
            .count();
    assertThat(first).isGreaterThan(2_700);
  }

  @Test
  void whoeverHasAStripeOfHisOwnHasAPlace() {
    for (int stripes = 1_024; stripes <= 4_096; stripes *= 2) {
      LeaseTable table = new LeaseTable(stripes);
      List<Thread> all = IntStream.range(0, stripes).mapToObj(i -> new Thread()).toList();
      assertThat(all).allMatch(thread -> table.put(new Lease(thread, stripe)));
      assertThat(all).allMatch(thread -> table.find(thread).owner == thread);
    }
  }

  @Test
  void aTableIsNoLargerThanItsStripesNeed() {
    assertThat(new LeaseTable(0).places()).hasSize(1 << 12);
    assertThat(new LeaseTable(1_024).places()).hasSize(1 << 12);
    assertThat(new LeaseTable(1_025).places()).hasSize(1 << 13);
    assertThat(new LeaseTable(4_096).places()).hasSize(1 << 14);
  }

  @Test
  void whoeverFindsNoPlaceIsToldSoAndTheOthersStay() {
    LeaseTable table = new LeaseTable(0);
    List<Thread> many = IntStream.range(0, 12_000).mapToObj(i -> new Thread()).toList();
    long placed = many.stream().filter(thread -> table.put(new Lease(thread, stripe))).count();
    assertThat(placed).isBetween(3_600L, 4_096L).isEqualTo(table.size());
    assertThat(many.stream().filter(thread -> table.find(thread) != null)).hasSize((int) placed);
  }
}
