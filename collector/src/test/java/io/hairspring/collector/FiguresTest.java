package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.SummaryView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Series whose figures are kept outside the collector. */
class FiguresTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  /** A counter that another library might keep. */
  private static final class Count implements SeriesFigure {
    private double total;
    private double closed;

    @Override
    public void show(SeriesView series, MetricsVisitor visitor, boolean closeEpoch) {
      visitor.fractionalCounter(series, total - closed);
      closed = closeEpoch ? total : closed;
    }
  }

  @Test
  void figuresOfEachKindAreShown() {
    metrics
        .figures("queue_length", "Q.", FamilyKind.GAUGE, "queue")
        .put((series, visitor, close) -> visitor.gauge(series, 7), "in");
    metrics
        .figures("wait_seconds", "W.", FamilyKind.SUMMARY)
        .put(
            (series, visitor, close) ->
                visitor.summary(series, SummaryView.of(List.of(0.5), List.of(2.0), 3, 6)));
    metrics.<Count>figures("x_total", "X.", FamilyKind.COUNTER).with(Count::new).total = 1.5;

    Seen seen = Seen.of(metrics);
    assertThat(seen.get("queue_length{queue=\"in\"}")).isEqualTo(7.0);
    assertThat(seen.get("wait_seconds{quantile=\"0.5\"}")).isEqualTo(2.0);
    assertThat(seen.get("x_total")).isEqualTo(1.5);
  }

  @Test
  void theSameLabelValuesAreTheSameFigure() {
    Figures<Count> figures = metrics.figures("x_total", "X.", FamilyKind.COUNTER, "a");
    assertThat(figures.with(Count::new, "1")).isSameAs(figures.with(Count::new, "1"));
    assertThat(figures.with(Count::new, "2")).isNotSameAs(figures.with(Count::new, "1"));
    assertThat(figures.labelSet("b").with(Count::new, "1"))
        .isNotSameAs(figures.with(Count::new, "1"));
  }

  @Test
  void figuresBeyondTheBoundShareOneAndAreCounted() {
    MetricsCollector small = MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(2));
    Figures<Count> figures = small.figures("x_total", "X.", FamilyKind.COUNTER, "a");
    for (int i = 0; i < 5; i++) {
      figures.with(Count::new, "v" + i).total++;
    }
    figures.put(new Count(), "further"); // no figure of its own can be shared
    Seen seen = Seen.of(small);
    assertThat(seen.get("x_total{a=\"overflow\"}")).isEqualTo(3.0);
    assertThat(seen.keys()).doesNotContain("x_total{a=\"further\"}");
    assertThat(seen.count("hairspring_series_overflowed_total{family=\"x_total\"}")).isEqualTo(4);
  }

  @Test
  void aResetClosesTheFiguresEpoch() {
    Count count = metrics.<Count>figures("x_total", "X.", FamilyKind.COUNTER).with(Count::new);
    count.total = 2;
    assertThat(Seen.reset(metrics).get("x_total")).isEqualTo(2.0);
    count.total = 5;
    assertThat(Seen.of(metrics).get("x_total")).isEqualTo(3.0);
  }

  @Test
  void aRemovedFigureIsShownNoMoreAndAFamilyGivesItsNameBack() {
    Figures<Count> figures = metrics.figures("x_total", "X.", FamilyKind.COUNTER, "a");
    figures.with(Count::new, "1");
    assertThat(figures.remove("1")).isTrue();
    assertThat(figures.remove("1")).isFalse();
    assertThat(Seen.of(metrics).keys()).doesNotContain("x_total{a=\"1\"}");
    assertThatThrownBy(() -> metrics.figures("x_total", "X.", FamilyKind.COUNTER))
        .hasMessageContaining("exists already");
    assertThat(metrics.remove("x_total")).isTrue();
    metrics.figures("x_total", "X.", FamilyKind.COUNTER);
  }

  @Test
  void kindsThatAreTheCollectorsOwnAreRefused() {
    assertThatThrownBy(() -> metrics.figures("x_seconds", "X.", FamilyKind.LATENCY))
        .hasMessageContaining("expected COUNTER, GAUGE, HISTOGRAM, SUMMARY or INFO");
  }

  @Test
  void aCollectorThatIsOffShowsNone() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    Figures<Count> figures = off.figures("x_total", "X.", FamilyKind.COUNTER, "a");
    assertThat(figures.with(Count::new, "1")).isNotNull();
    figures.put(new Count(), "1");
    assertThat(figures.remove("1")).isFalse();
    assertThat(Seen.of(off).keys()).isEmpty();
  }

  @Test
  void workRunsByTheCollectorsTimeUntilItIsEnded() {
    ManualTime time = new ManualTime();
    MetricsCollector timed = MetricsCollector.create(time.config());
    int[] runs = {0};
    Runnable end = timed.every(Duration.ofSeconds(10), () -> runs[0]++);
    for (int i = 0; i < 4; i++) {
      time.passSeconds(5);
      timed.tick();
    }
    assertThat(runs[0]).isEqualTo(2);
    end.run();
    time.passSeconds(60);
    timed.tick();
    assertThat(runs[0]).isEqualTo(2);
    assertThatThrownBy(() -> timed.every(Duration.ZERO, () -> {}))
        .hasMessageContaining("period must be");
  }
}
