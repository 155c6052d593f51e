package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visitor is told where a family and where the visit ends. */
class VisitEndsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final List<String> seen = new ArrayList<>();

  /** Writes down what it is told, and declines what is called so. */
  private final DecliningVisitor visitor =
      new DecliningVisitor() {
        @Override
        public boolean family(FamilyView family) {
          boolean wanted = family.name().matches("[a-f]_total|hairspring_family_series");
          if (wanted) {
            seen.add(family.name());
          }
          return wanted;
        }

        @Override
        public void counter(SeriesView series, long total) {
          seen.add("series");
        }

        @Override
        public void fractionalCounter(SeriesView series, double total) {
          seen.add("series");
        }

        @Override
        public void gauge(SeriesView series, double value) {}

        @Override
        public void familyEnd() {
          seen.add("end");
        }

        @Override
        public void visitEnd(Epoch epoch) {
          seen.add("end of " + epoch.number());
        }
      };

  @BeforeEach
  void makeFamilies() {
    Family<Counter> a = metrics.counter("a_total", "A.").family("x");
    a.with("1").inc();
    a.with("2").inc();
    metrics.counter("b_total", "B.").family("x"); // without series
    metrics.counter("declined_total", "D.").register();
    metrics
        .source("told", sink -> sink.counter("e_total", 1))
        .families(SourceFamily.counter("e_total", "E."))
        .register();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aVisitEndsEachFamilyThatWasNotDeclined() {
    Epoch epoch = metrics.visit(visitor);
    assertThat(seen)
        .containsExactly(
            "a_total",
            "series",
            "series",
            "end",
            "e_total",
            "series",
            "end",
            "hairspring_family_series",
            "end",
            "end of " + epoch.number());
  }

  @Test
  void soDoesAResetOfEverything() {
    metrics.reset(visitor);
    assertThat(seen).startsWith("a_total", "series", "series", "end").endsWith("end", "end of 1");
  }

  @Test
  void soDoesAResetOfAFamilyOrASeries() {
    metrics.reset("a_total", visitor);
    metrics.reset("a_total", List.of("2"), visitor);
    assertThat(seen)
        .containsExactly(
            "a_total",
            "series",
            "series",
            "end",
            "end of 1",
            "a_total",
            "series",
            "end",
            "end of 1");
  }
}
