package io.hairspring.collector.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventFailure;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Failures failures = new Failures(Clock.systemUTC());

  @Test
  void failuresOfOneTypeAndMessageAreOneWithTheirNumber() {
    failures.add(new IllegalStateException("away"));
    failures.add(new IllegalStateException("away"));
    failures.add(new IllegalArgumentException("away"));
    assertThat(failures.latest()).extracting(EventFailure::count).containsExactly(2L, 1L);
  }

  @Test
  void theSixteenThatFailedLastAreKept() {
    for (int i = 0; i < 17; i++) {
      failures.add(new IllegalStateException("0"));
      failures.add(new IllegalStateException(Integer.toString(i)));
    }
    assertThat(failures.latest())
        .hasSize(16)
        .extracting(EventFailure::message)
        .contains("0", "16")
        .doesNotContain("1");
  }

  @Test
  void aLongMessageIsCutAndAMissingOneIsEmpty() {
    failures.add(new IllegalStateException("x".repeat(201)));
    failures.add(new IllegalStateException());
    assertThat(failures.latest())
        .extracting(EventFailure::message)
        .containsExactly("x".repeat(200), "");
  }
}
