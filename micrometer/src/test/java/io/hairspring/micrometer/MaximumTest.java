package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MaximumTest {
  private final AtomicLong time = new AtomicLong();
  private final Maximum max = new Maximum(time::get, 100, 3, value -> (double) value);

  @Test
  void holdsTheLargestOfTheRunningStepAndThoseBefore() {
    max.offer(5);
    time.set(100);
    assertThat(max.get()).isEqualTo(5);
    max.offer(3);
    assertThat(max.get()).isEqualTo(5);
    time.set(200);
    assertThat(max.get()).isEqualTo(5);
    time.set(300);
    assertThat(max.get()).isEqualTo(3);
    time.set(400);
    assertThat(max.get()).isZero();
  }

  @Test
  void stepsThatNobodyEndedInTimeAreOver() {
    max.offer(5);
    time.set(299); // taken for the oldest of two steps that nobody ended
    assertThat(max.get()).isEqualTo(5);
    time.set(300);
    assertThat(max.get()).isZero();
    max.offer(7);
    time.set(10_000);
    assertThat(max.get()).isZero();
  }

  @Test
  void aWindowOfOneStepKeepsNothing() {
    Maximum one = new Maximum(time::get, 100, 1, value -> (double) value);
    one.offer(5);
    assertThat(one.get()).isEqualTo(5);
    time.set(100);
    assertThat(one.get()).isZero();
  }

  @Test
  void noValueIsLostBetweenTurns() throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int first = writer;
      Thread thread =
          new Thread(
              () -> {
                for (long value = first; value < 400_000; value += 4) {
                  max.offer(value);
                }
              });
      writers.add(thread);
      thread.start();
    }
    long largest = 0;
    while (writers.stream().anyMatch(Thread::isAlive)) {
      max.turn(time.addAndGet(100));
      largest = Math.max(largest, max.get());
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Math.max(largest, max.get())).isEqualTo(399_999);
  }
}
