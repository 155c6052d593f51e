package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.registry.ExposedFamily;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Instant;

/** A family that a source tells. It has no epochs: whoever keeps the figures decides about them. */
public record PulledFamily(Declared declared, Source source) implements ExposedFamily {
  @Override
  public FamilyView view() {
    return declared.view();
  }

  @Override
  public long series() {
    return source.series(declared.name());
  }

  @Override
  public void show(MetricsVisitor visitor) {
    source.show(declared.name(), visitor);
  }

  @Override
  public void close(MetricsVisitor visitor, Instant now) {
    show(visitor);
  }
}
