package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.benchmarks.HandOvers.Caller;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import org.junit.jupiter.api.Test;

class HandOversTest {
  private static double inlined(int events) {
    HandOvers.Ring ring = new HandOvers.Ring(WaitMode.PARK, OverflowPolicy.recordInline());
    Caller caller = new Caller();
    Requests requests = new Requests();
    for (int i = 0; i < events; i++) {
      ring.publish(caller.event(requests.next()));
    }
    return ring.stop();
  }

  @Test
  void aRingWithRoomInlinesNothing() {
    assertThat(inlined(100)).isZero();
  }

  @Test
  void aQueueWithRoomTakesAnEvent() throws InterruptedException {
    HandOvers.Array queue = new HandOvers.Array();
    queue.start();

    assertThat(queue.offer(new Requests().next())).isTrue();

    queue.stop();
  }
}
