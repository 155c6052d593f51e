package io.hairspring.collector;

import io.hairspring.collector.view.FamilyView;
import java.util.ArrayList;
import java.util.List;

/** The names of the families that a collection offers. */
final class FamilyNames extends DecliningVisitor {
  private final List<String> names = new ArrayList<>();

  private FamilyNames() {}

  static List<String> of(MetricsCollector metrics) {
    FamilyNames visitor = new FamilyNames();
    metrics.visit(visitor);
    return visitor.names;
  }

  @Override
  public boolean family(FamilyView family) {
    names.add(family.name());
    return false;
  }
}
