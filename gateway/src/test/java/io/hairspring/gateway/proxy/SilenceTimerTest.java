package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.HandThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An alarm that a test lets ring, before it is time and after. */
class SilenceTimerTest {
  private static final long HOUR_MILLIS = 3_600_000;

  private final HandThread thread = new HandThread();
  private final AtomicInteger rung = new AtomicInteger();

  private SilenceTimer started(long limitMillis) {
    SilenceTimer timer = new SilenceTimer(thread, limitMillis, rung::incrementAndGet);
    timer.start();
    return timer;
  }

  @Test
  void anAlarmThatIsEarlyWaitsForTheRest() {
    started(HOUR_MILLIS);
    thread.passMillis(HOUR_MILLIS); // on this thread alone: something was heard just now
    assertThat(rung).hasValue(0);
    assertThat(thread.timers()).isEqualTo(1);
  }

  @Test
  void silenceIsToldAgainAndAgain() {
    started(0);
    thread.passMillis(0);
    thread.passMillis(0);
    assertThat(rung).hasValue(2);
  }

  @Test
  void anAlarmThatIsStoppedAsItRingsIsSilent() {
    SilenceTimer timer = started(0);
    thread.execute(timer::stop);
    thread.passMillis(0);
    assertThat(rung).hasValue(0);
    assertThat(thread.timers()).isZero();
  }
}
