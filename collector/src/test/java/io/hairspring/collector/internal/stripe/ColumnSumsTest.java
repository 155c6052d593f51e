package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.TestThreads;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums that a collection asks for one after another are those that are asked for alone. */
class ColumnSumsTest {
  private static final int THREADS = 11; // two of them share stripes
  private static final int CELLS = 10_000; // the first 8192 are near
  private static final int FIRST = 512; // of a near column
  private static final int FAR = 9_216; // the first of one of chunks alone

  private final Stripes stripes = new Stripes(THREADS - 2, 2);
  private final StripeReader reader = stripes.reader();
  private final CountDownLatch end = new CountDownLatch(1);
  private List<Thread> writers;

  /** Lets every stripe count in all cells. */
  @BeforeEach
  void count() {
    IntStream.range(Stripe.PAD, CELLS).forEach(i -> stripes.allocate(1));
    CountDownLatch counted = new CountDownLatch(THREADS);
    writers =
        TestThreads.start(
            THREADS,
            () -> {
              IntStream.range(Stripe.PAD, CELLS).forEach(i -> stripes.current().add(i, i % 97));
              counted.countDown();
              TestThreads.await(end);
            });
    TestThreads.await(counted);
  }

  @AfterEach
  void endWriters() throws InterruptedException {
    end.countDown();
    TestThreads.join(writers);
  }

  @Test
  void holdWhatStripesOfAllKindsCountedInWhateverOrderTheyAreAskedFor() {
    for (int collection = 1; collection <= 3; collection++) {
      for (int address = Stripe.PAD; address < CELLS; address++) {
        assertThat(reader.sum(address, collection)).isEqualTo(THREADS * (address % 97L));
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < CELLS; i++) {
      int address = Stripe.PAD + random.nextInt(CELLS - Stripe.PAD);
      assertThat(reader.sum(address, 4 + i / 1_000)).isEqualTo(THREADS * (address % 97L));
    }
  }

  @Test
  void areNoOlderThanTheirCollection() {
    for (int first : new int[] {FIRST, FAR}) {
      long before = addedUp(first, 2);
      stripes.current().add(first + 7, 5);
      assertThat(sums(first, 3)).isEqualTo(before + 5);
    }
  }

  @Test
  void ofOneCollectionAreOfOneTime() {
    for (int first : new int[] {FIRST, FAR}) {
      long before = addedUp(first, 2);
      stripes.current().add(first + 7, 5);
      assertThat(sums(first, 2)).isEqualTo(before); // or it was not added up at once
    }
  }

  @Test
  void areOfNoCounterWhoseCellIsGivenOutAnew() {
    int cell = FAR + 50;
    addedUp(FAR, 2);
    stripes.retire(new Object(), cell, 1);
    int given = -1;
    for (int i = 0; i < 1_000 && given != cell; i++) {
      System.gc();
      given = stripes.allocate(1);
    }
    assertThat(given).isEqualTo(cell);
    assertThat(reader.sum(cell, 2)).isZero();
  }

  @Test
  void beyondLongAreTheLargest() throws InterruptedException {
    addedUp(FAR, 1);
    long half = 1L << 62;
    stripes.current().add(FAR + 63, half);
    TestThreads.join(TestThreads.start(1, () -> stripes.current().add(FAR + 63, half)));
    stripes.current().add(FAR + 60, Long.MAX_VALUE);
    stripes.current().add(FAR + 61, Long.MAX_VALUE / 2);
    long other = reader.sum(FAR + 62);
    sums(FAR, 2);
    assertThat(reader.sum(FAR + 60, 2)).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.sum(FAR + 63, 2)).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.sum(FAR + 61, 2))
        .isEqualTo(Long.MAX_VALUE / 2 + THREADS * ((FAR + 61) % 97L));
    assertThat(reader.sum(FAR + 62, 2)).isEqualTo(other);
  }

  /** Has a collection ask for so many cells that the next one has the column added up. */
  private long addedUp(int first, long collection) {
    sums(first, collection - 1);
    return sums(first, collection);
  }

  private long sums(int first, long collection) {
    return IntStream.range(first, first + 100).mapToLong(i -> reader.sum(i, collection)).sum();
  }
}
