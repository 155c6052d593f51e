package io.hairspring.collector.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.MetricsSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that is asked when the test says so, and may take an hour by a clock of the test. */
class SourceTest implements Source.Counts {
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final List<String> counted = new ArrayList<>();
  private final Deque<Runnable> asking = new ArrayDeque<>();
  private MetricsSource asked = sink -> {};
  private long nowNanos;
  private final Source source =
      new Source(
          new SourceSettings("slow", HOUR_NANOS, 0, HOUR_NANOS, 100, 100),
          sink -> asked.collect(sink),
          this,
          () -> nowNanos);

  @Test
  void whereNoThreadIsLeftThatIsCountedAndTheNextTimeItIsAskedAgain() {
    assertThat(source.ask(this::reject)).isNull();
    assertThat(counted).containsExactly("failed");
    assertThat(source.ask(asking::add)).isNotNull();
  }

  @Test
  @Timeout(60)
  void whoComesLaterWaitsForTheRestOfTheLimitAlone() {
    Asking first = source.ask(asking::add);
    nowNanos = HOUR_NANOS;
    source.await(first, HOUR_NANOS);
    assertThat(counted).containsExactly("timed out");
  }

  @Test
  void anAnswerInTimeIsNotCountedWhenItsLimitPasses() {
    Asking inTime = source.ask(asking::add);
    asking.remove().run();
    source.giveUp(inTime);
    assertThat(counted).isEmpty();
  }

  @Test
  void whatFailsAfterItsLimitIsNoLateAnswer() {
    asked =
        sink -> {
          throw new IllegalStateException("away");
        };
    source.giveUp(source.ask(asking::add));
    asking.remove().run();
    assertThat(counted).containsExactly("timed out", "failed");
  }

  private void reject(Runnable task) {
    throw new RejectedExecutionException();
  }

  @Override
  public void failed() {
    counted.add("failed");
  }

  @Override
  public void timedOut() {
    counted.add("timed out");
  }

  @Override
  public void late() {
    counted.add("late");
  }

  @Override
  public void malformed(String family) {}

  @Override
  public void refused() {
    counted.add("refused");
  }
}
