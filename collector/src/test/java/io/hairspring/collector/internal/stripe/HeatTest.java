package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is recorded in often enough to be hot. */
class HeatTest {
  private static final int RECORDINGS = 500;

  private final AtomicInteger coolings = new AtomicInteger();
  private final Lease lease = lease(RECORDINGS);

  private Lease lease(int recordings) {
    Heat heat = new Heat(recordings, coolings);
    return new Lease(
        Thread.currentThread(), new Stripe(0, false, new Columns(), new Carries(), heat));
  }

  @Test
  void aThingIsHotAfterAboutSoManyRecordings() {
    int recordings = 1;
    Object thing = new Object();
    while (!lease.makesHot(thing)) {
      recordings++;
    }
    assertThat(recordings).isBetween(RECORDINGS / 2, RECORDINGS * 3 / 2);
  }

  @Test
  void withoutAnyEverythingIsHotAtOnce() {
    assertThat(lease(0).makesHot(new Object())).isTrue();
  }

  @Test
  void allThatComeInTurnGetHot() {
    Object[] things = things(100);
    assertThat(hot(things, things.length * RECORDINGS * 100)).hasSize(things.length);
  }

  @Test
  void whatComesSeldomStaysCold() {
    Object[] things = things(1_000);
    int hot = 0;
    for (int time = 0; time < 100; time++) {
      hot += hot(things, 64 * things.length / 2).size();
      coolings.getAndIncrement();
    }
    assertThat(hot).isLessThan(things.length / 20);
  }

  private static Object[] things(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Object()).toArray();
  }

  /** Records in things in turn; returns those that got hot. */
  private Set<Object> hot(Object[] things, int recordings) {
    Set<Object> hot = new HashSet<>();
    for (int i = 0; i < recordings; i++) {
      Object thing = things[i % things.length];
      if (!hot.contains(thing) && lease.makesHot(thing)) {
        hot.add(thing);
      }
    }
    return hot;
  }
}
