package io.hairspring.collector;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.SeriesView;
import java.util.function.Consumer;

/** Hands what the series of one latency family hold to somebody who looks at it. */
final class LatencyReading extends DecliningVisitor {
  private final String family;
  private final boolean shapesOnly;
  private final Consumer<LatencyView> reader;

  private LatencyReading(String family, boolean shapesOnly, Consumer<LatencyView> reader) {
    this.family = family;
    this.shapesOnly = shapesOnly;
    this.reader = reader;
  }

  static void of(MetricsCollector metrics, String family, Consumer<LatencyView> reader) {
    metrics.visit(new LatencyReading(family, false, reader));
  }

  /** Asks for no more than the family's shapes show. */
  static void ofShapes(MetricsCollector metrics, String family, Consumer<LatencyView> reader) {
    metrics.visit(new LatencyReading(family, true, reader));
  }

  static void ofReset(MetricsCollector metrics, String family, Consumer<LatencyView> reader) {
    metrics.reset(new LatencyReading(family, false, reader));
  }

  /** As {@link #ofReset}, and asks for no more than the family's shapes show. */
  static void ofResetOfShapes(
      MetricsCollector metrics, String family, Consumer<LatencyView> reader) {
    metrics.reset(new LatencyReading(family, true, reader));
  }

  @Override
  public boolean readsShapesOnly() {
    return shapesOnly;
  }

  @Override
  public boolean family(FamilyView view) {
    return view.name().equals(family);
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    reader.accept(values);
  }
}
