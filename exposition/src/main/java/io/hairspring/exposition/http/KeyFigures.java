package io.hairspring.exposition.http;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.snapshot.DistributionView;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.snapshot.LatencyView;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.snapshot.SeriesView;

/**
 * The figures of a collector worth a glance.
 *
 * @param series how many series were shown
 * @param requests requests counted in this epoch; -1 if nothing counts them
 * @param errors failed requests of this epoch; -1 if nothing counts them
 * @param epoch the epoch
 */
record KeyFigures(long series, long requests, long errors, Epoch epoch) {
  /** Reads the figures. Waits for another walk. */
  static KeyFigures of(MetricsCollector metrics) {
    String prefix = metrics.config().prefix();
    Sums sums = new Sums(prefix + "http_requests_total", prefix + "http_request_errors_total");
    Epoch epoch = metrics.visit(sums);
    return new KeyFigures(sums.series, sums.requests, sums.errors, epoch);
  }

  /** Adds up what a walk shows. */
  private static final class Sums implements MetricsVisitor {
    private final String requestsName;
    private final String errorsName;
    private FamilyView family;
    private long series;
    private long requests = -1;
    private long errors = -1;

    Sums(String requestsName, String errorsName) {
      this.requestsName = requestsName;
      this.errorsName = errorsName;
    }

    @Override
    public boolean family(FamilyView next) {
      family = next;
      if (next.kind() == FamilyKind.COUNTER && next.name().equals(requestsName)) {
        requests = 0;
      } else if (next.kind() == FamilyKind.COUNTER && next.name().equals(errorsName)) {
        errors = 0;
      }
      return true;
    }

    @Override
    public void counter(SeriesView view, long total) {
      series++;
      if (family.name().equals(requestsName)) {
        requests += total;
      } else if (family.name().equals(errorsName)) {
        errors += total;
      }
    }

    @Override
    public void gauge(SeriesView view, double value) {
      series++;
    }

    @Override
    public void histogram(SeriesView view, DistributionView values) {
      series++;
    }

    @Override
    public void latency(SeriesView view, LatencyView values) {
      series++;
    }

    @Override
    public void info(SeriesView view) {
      series++;
    }
  }
}
