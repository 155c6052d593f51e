package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Allocations;
import io.hairspring.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of a label whose values clients choose. */
class TopValuesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults().withTicker(nanos::get).withClockThread(false));
  private final TopValues top =
      TopValues.start(metrics, "tenant_requests", "Requests by tenant.", "tenant", 2);

  @AfterEach
  void close() {
    top.close();
    metrics.close();
  }

  private void windowEnds() {
    assertThat(top.flush(Duration.ofSeconds(10))).isTrue();
    nanos.addAndGet(TopValues.WINDOW.toNanos());
    metrics.tick();
  }

  @Test
  void theHeaviestAreShownAndAllOthersTogether() {
    top.add("loud", 70);
    top.add("medium", 20);
    IntStream.range(0, 10).forEach(i -> top.add("quiet" + i));
    windowEnds();
    assertThat(top.window().top())
        .containsExactly(new TopValues.Entry("loud", 70, 0), new TopValues.Entry("medium", 20, 0));
    assertThat(top.window().remainder()).isEqualTo(10);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("tenant_requests_top{tenant=\"loud\"}")).isEqualTo(70.0);
    assertThat(seen.get("tenant_requests_top_remainder")).isEqualTo(10.0);
    assertThat(seen.get("tenant_requests_top_window")).isEqualTo(100.0);
  }

  @Test
  void aWindowForgetsTheOneBefore() {
    top.add("a");
    windowEnds();
    windowEnds();
    assertThat(top.window().top()).isEmpty();
    assertThat(top.window().total()).isZero();
  }

  @Test
  void aTextIsNotKeptOnceItsWindowIsForgotten() {
    WeakReference<String> text = added();
    windowEnds();
    windowEnds();
    Until.isTrue(
        "collected",
        () -> {
          System.gc();
          return text.get() == null;
        });
  }

  private WeakReference<String> added() {
    String text = "x".repeat(100);
    top.add(text);
    return new WeakReference<>(text);
  }

  @Test
  void whatIsTooLongForALabelAndWhatIsNoneAreCountedToo() {
    top.add("x".repeat(2_000));
    top.add(null);
    top.add("negative", -5);
    windowEnds();
    assertThat(top.window().top())
        .extracting(TopValues.Entry::value)
        .containsExactlyInAnyOrder("overflow", "");
    assertThat(top.window().total()).isEqualTo(2);
    assertThat(ofTop("hairspring_label_values_too_long_total")).isEqualTo(1L);
  }

  @Test
  void valuesThatReadTheSameAreOne() {
    top.add("a\ud800", 3);
    top.add("a\udc00", 4);
    top.add("b\ud83d\ude00");
    windowEnds();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("tenant_requests_top{tenant=\"a\ufffd\"}")).isEqualTo(7.0);
    assertThat(seen.get("tenant_requests_top{tenant=\"b\ud83d\ude00\"}")).isEqualTo(1.0);
    assertThat(ofTop("hairspring_label_values_malformed_total")).isEqualTo(2L);
  }

  @Test
  void addingOneAllocatesNothingWhateverTheValue() {
    Allocations.assertNone(() -> top.add("tenant"));
    Allocations.assertNone(() -> top.add("\ud83d\ude00"));
    Allocations.assertNone(() -> top.add(null));
  }

  @Test
  void aWeightThatNothingCanHaveIsRefusedAndCounted() {
    top.add("a", Long.MAX_VALUE);
    top.add("a", Long.MAX_VALUE);
    top.add("a", -1);
    top.add("a", 0);
    top.add("b", 1L << 40);
    windowEnds();
    assertThat(top.window().top()).containsExactly(new TopValues.Entry("b", 1L << 40, 0));
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("tenant_requests_top_window")).isEqualTo(0x1p40);
    assertThat(seen.get("tenant_requests_top_refused_total")).isEqualTo(3L);
  }

  private Number ofTop(String counter) {
    return Seen.of(metrics).get(counter + "{family=\"tenant_requests_top\"}");
  }

  @Test
  void howManyAreShownIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopValues.start(metrics, "b", "B.", "b", 101))
        .withMessage("shown must be 1 to 100, was 101");
  }
}
