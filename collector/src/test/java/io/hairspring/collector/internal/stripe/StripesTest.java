package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.TestThreads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripesTest {
  private static final int SHARED = 4;

  @Test
  void aThreadKeepsItsStripeAndNobodyElseHasIt() throws InterruptedException {
    Stripes stripes = new Stripes(8, SHARED);
    Set<Lease> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch allHaveOne = new CountDownLatch(8);
    TestThreads.join(
        TestThreads.start(
            8,
            () -> {
              Lease mine = stripes.current();
              seen.add(mine);
              allHaveOne.countDown();
              TestThreads.await(allHaveOne);
              assertThat(stripes.current()).isSameAs(mine);
            }));
    assertThat(seen).hasSize(8).noneMatch(Lease::isShared);
  }

  @Test
  void theStripeOfAnEndedThreadGoesToTheNextWithItsCounts() throws InterruptedException {
    Stripes stripes = new Stripes(1, SHARED);
    int address = stripes.allocate(1);
    for (int i = 0; i < 100; i++) {
      TestThreads.join(
          TestThreads.start(
              1,
              () -> {
                assertThat(stripes.current().isShared()).isFalse();
                stripes.current().add(address, 1);
              }));
    }
    assertThat(stripes.reader().sum(address)).isEqualTo(100);
    assertThat(stripes.count()).isEqualTo(SHARED + 1);
  }

  @Test
  void nearCellsThatAreHandedOnAreNeverAnOldCopy() {
    Stripes stripes = new Stripes(1, SHARED);
    int first = stripes.allocate(1);
    int sum = stripes.allocate(1);
    int last = stripes.allocate(300) + 299;
    Lease lease = stripes.current();
    lease.add(first, 1);
    int[] addresses = {last, first, first, first, first, first};
    long[] near = lease.increment(lease.near(), addresses, 0, addresses.length);
    lease.addWhole(near, stripes.allocate(500) + 499, 1);
    lease.addWhole(lease.add(lease.near(), first, 1), sum, 5);
    assertThat(stripes.reader().sum(first)).isEqualTo(7);
    assertThat(stripes.reader().sum(last)).isEqualTo(1);
    assertThat(stripes.reader().sumOfWholes(sum)).isEqualTo(5);
  }

  @Test
  void threadsAboveTheBoundShareAndLoseNothing() throws InterruptedException {
    Stripes stripes = new Stripes(2, SHARED);
    int address = stripes.allocate(1);
    CountDownLatch allAreThere = new CountDownLatch(20);
    TestThreads.join(
        TestThreads.start(
            20,
            () -> {
              stripes.current();
              allAreThere.countDown();
              TestThreads.await(allAreThere);
              TestThreads.times(1000, () -> stripes.current().add(address, 1));
            }));
    assertThat(stripes.reader().sum(address)).isEqualTo(20_000);
    assertThat(stripes.count()).isEqualTo(SHARED + 2);
  }

  @Test
  void threadsAboveTheBoundAreSpreadEvenly() throws InterruptedException {
    Stripes stripes = new Stripes(0, SHARED);
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch allHaveOne = new CountDownLatch(SHARED);
    TestThreads.join(
        TestThreads.start(
            SHARED,
            () -> {
              seen.add(stripes.current().index());
              allHaveOne.countDown();
              TestThreads.await(allHaveOne);
            }));
    assertThat(seen).hasSize(SHARED);
  }

  @Test
  void endedThreadsAreForgotten() throws InterruptedException {
    Stripes stripes = new Stripes(2, SHARED);
    TestThreads.join(TestThreads.start(50, stripes::current));
    stripes.reclaim();
    assertThat(stripes.leases()).isZero();
  }

  @Test
  void whoeverForgetsEndedThreadsLeavesTheLivingTheirStripes() {
    Stripes stripes = new Stripes(2, SHARED);
    Lease mine = stripes.current();
    stripes.reclaim();
    assertThat(stripes.current()).isSameAs(mine);
    assertThat(stripes.leases()).isEqualTo(1);
  }

  @Test
  void aSharedStripeIsNotGivenOutWhereAnotherIsFree() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      Stripes stripes = new Stripes(1, SHARED);
      CountDownLatch allAreThere = new CountDownLatch(20);
      TestThreads.join(
          TestThreads.start(
              20,
              () -> {
                stripes.current();
                allAreThere.countDown();
                TestThreads.await(allAreThere);
              }));
      stripes.reclaim();
      assertThat(stripes.current().isShared()).isFalse();
    }
  }

  @Test
  void everyCellHoldsWhatWasAddedToIt() {
    for (int maxStripes : new int[] {1, 0}) {
      Stripes stripes = new Stripes(maxStripes, SHARED);
      int[] addresses = IntStream.range(0, 20_000).map(i -> stripes.allocate(1)).toArray();
      for (int address : addresses) {
        stripes.current().add(address, address);
      }
      for (int address : addresses) {
        assertThat(stripes.reader().sum(address)).isEqualTo(address);
      }
    }
  }

  @Test
  void aSumHoldsWhatStripesOfBothKindsCountedNearAndFar() throws InterruptedException {
    Stripes stripes = new Stripes(1, SHARED);
    int near = stripes.allocate(1);
    IntStream.range(0, 30).forEach(i -> stripes.allocate(Columns.CELLS));
    int far = stripes.allocate(1);
    CountDownLatch bothAreThere = new CountDownLatch(2);
    TestThreads.join(
        TestThreads.start(
            2,
            () -> {
              stripes.current();
              bothAreThere.countDown();
              TestThreads.await(bothAreThere);
              for (int address : new int[] {near, far}) {
                stripes.current().add(address, 1);
                addWhole(stripes, address + 1, 5);
              }
            }));
    for (int address : new int[] {near, far}) {
      assertThat(stripes.reader().sum(address)).isEqualTo(2);
      assertThat(stripes.reader().sumOfWholes(address + 1)).isEqualTo(10);
    }
  }

  @Test
  void threadsWhoseIdsCollideHaveStripesOfTheirOwn() throws InterruptedException {
    Stripes stripes = new Stripes(300, SHARED);
    Set<Lease> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch allHaveOne = new CountDownLatch(300);
    List<Thread> threads =
        IntStream.range(0, 300)
            .<Thread>mapToObj(
                i ->
                    new SameIdThread(
                        () -> {
                          seen.add(stripes.current());
                          allHaveOne.countDown();
                          TestThreads.await(allHaveOne);
                        }))
            .toList();
    threads.forEach(Thread::start);
    TestThreads.join(threads);
    // By chance, in one run of twenty, all places of a few are taken; they share.
    assertThat(seen).filteredOn(lease -> !lease.isShared()).hasSizeGreaterThan(280);
  }

  @Test
  void whoeverRecordsOftenIsFoundInTheFirstPlaceItsIdGives() throws InterruptedException {
    Stripes stripes = new Stripes(2, SHARED);
    CountDownLatch bothHaveMoved = new CountDownLatch(2);
    Set<Lease> seen = ConcurrentHashMap.newKeySet();
    Runnable work =
        () -> {
          try {
            seen.add(moveUp(stripes));
          } finally {
            bothHaveMoved.countDown();
          }
          TestThreads.await(bothHaveMoved);
          seen.add(stripes.current());
        };
    List<Thread> threads = List.of(new SameIdThread(work), new SameIdThread(work));
    threads.forEach(Thread::start);
    TestThreads.join(threads);
    assertThat(seen).hasSize(2).noneMatch(Lease::isShared);
    assertThat(stripes.leases()).isEqualTo(2);
    stripes.reclaim();
    assertThat(stripes.leases()).isZero();
  }

  /** Asks for the calling thread's lease until it stands in the first place; it stays the same. */
  private static Lease moveUp(Stripes stripes) {
    int place = LeaseTable.place(Thread.currentThread());
    Lease mine = stripes.current();
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(stripes.current()).isSameAs(mine);
      if (stripes.places()[place] == mine) {
        return mine;
      }
    }
    throw new AssertionError("did not move up");
  }

  @Test
  void neighboursStandInOneChunk() {
    Stripes stripes = new Stripes(1, SHARED);
    for (int i = 0; i < 100; i++) {
      int address = stripes.allocate(20);
      assertThat(address / Columns.CELLS).isEqualTo((address + 19) / Columns.CELLS);
    }
    assertThatThrownBy(() -> stripes.allocate(513)).hasMessage("cells must be 1 to 512, was 513");
  }

  @Test
  void cellsAreGivenOutAgainOnlyWhenTheirHandleIsGone() {
    Addresses addresses = new Addresses((address, cells) -> {});
    Object held = new Object();
    int kept = addresses.allocate(1);
    addresses.retire(held, kept, 1);
    int dropped = addresses.allocate(1);
    addresses.retire(new Object(), dropped, 1);
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 200 && !given.contains(dropped); i++) {
      System.gc();
      given.add(addresses.allocate(1));
    }
    assertThat(given).contains(dropped).doesNotContain(kept);
    assertThat(held).isNotNull();
  }

  @Test
  void cellsAreEmptyWhenTheyAreGivenOutAgain() {
    for (int maxStripes : new int[] {1, 0}) { // of the thread's own stripe, and of a shared one
      Stripes stripes = new Stripes(maxStripes, SHARED);
      int address = stripes.allocate(2);
      stripes.current().add(address, 3);
      addWhole(stripes, address + 1, 1L << 60);
      stripes.retire(new Object(), address, 2);
      for (int i = 0; i < 200 && stripes.allocate(2) != address; i++) {
        System.gc();
      }
      assertThat(stripes.reader().sum(address)).isZero();
      addWhole(stripes, address + 1, 5);
      assertThat(stripes.reader().sumOfWholes(address + 1)).isEqualTo(5);
    }
  }

  private static void addWhole(Stripes stripes, int address, long n) {
    Lease lease = stripes.current();
    assertThat(lease.addWhole(lease.near(), address, n)).isTrue();
  }

  /** A thread with the id of all its kind, as a subclass may have before Java 19. */
  private static final class SameIdThread extends Thread {
    SameIdThread(Runnable work) {
      super(work);
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getId() {
      return 42;
    }
  }
}
