package io.hairspring.collector.internal.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Family;
import io.hairspring.collector.InstrumentBuilder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Seen;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An instrument type that is not ours needs what docs/extending.md lists, and gets the rest. */
class ToyInstrumentTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withClockThread(false));
  private final InstrumentContext context =
      ((StripedGaugeBuilder) metrics.gauge("any", "Never made.")).context();

  /** What users call: the highest of what was offered. */
  interface Peak {
    void offer(long value);
  }

  /** What users describe one with. */
  interface PeakBuilder extends InstrumentBuilder<Peak, PeakBuilder> {}

  private static final class AtomicPeak extends Series implements Peak {
    private final AtomicLong highest = new AtomicLong();

    AtomicPeak(SeriesLabels labels, String[] values) {
      super(labels, values);
    }

    @Override
    public void offer(long value) {
      highest.accumulateAndGet(value, Math::max);
    }

    static final class Reader implements SeriesReader<AtomicPeak> {
      @Override
      public void show(AtomicPeak peak, MetricsVisitor visitor, boolean closeEpoch) {
        visitor.gauge(peak, (double) peak.highest.get());
      }
    }
  }

  private static final class AtomicPeakBuilder extends SeriesBuilder<Peak, PeakBuilder>
      implements PeakBuilder {
    AtomicPeakBuilder(InstrumentContext context) {
      super(context, "queue_peak", "Longest that a queue was.", FamilyKind.GAUGE, value -> {});
    }

    @Override
    Variety variety() {
      return Variety.GAUGE; // a real type has a constant of its own
    }

    @Override
    Map<String, Object> settings() {
      return Map.of();
    }

    @Override
    SeriesFamily<Peak> open(List<String> labelNames) {
      return open(labelNames, AtomicPeak::new, new AtomicPeak.Reader());
    }
  }

  @Test
  void itIsFoundByLabelsAndReported() {
    Family<Peak> peaks = new AtomicPeakBuilder(context).family("queue");
    peaks.with("in").offer(3);
    peaks.with("in").offer(2);
    assertThat(Seen.of(metrics).get("queue_peak{queue=\"in\"}")).isEqualTo(3.0);
    assertThat(metrics.remove("queue_peak")).isTrue();
    assertThat(Seen.of(metrics).get("queue_peak{queue=\"in\"}")).isNull();
  }

  @Test
  void itsSeriesAreBoundedAndItsNameIsItsOwn() {
    Family<Peak> peaks = new AtomicPeakBuilder(context).maxSeries(1).family("queue");
    peaks.with("in").offer(3);
    peaks.with("out").offer(4);
    assertThat(Seen.of(metrics).get("queue_peak{queue=\"overflow\"}")).isEqualTo(4.0);
    assertThatThrownBy(() -> metrics.gauge("queue_peak", "Another.").register())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric \"queue_peak\" exists already and differs in help");
  }

  @Test
  void switchedOffItDoesNothing() {
    new AtomicPeakBuilder(context).enabled(false).register().offer(3);
    assertThat(Seen.of(metrics).get("queue_peak")).isNull();
  }
}
