package io.hairspring.exposition.format;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyView;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.collector.view.SeriesView;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import io.hairspring.collector.view.ValueView;
import java.util.List;
import java.util.Set;

/**
 * Lets through the families that were asked for, whole. A family is asked for by its name or by
 * that of one of its lines, such as {@code x_seconds_bucket}, or as OpenMetrics calls it, without
 * {@code _total} or {@code _info}; as it is or escaped. As stateless as the visitor behind it.
 */
public final class NameFilter implements MetricsVisitor {
  private static final NameEscaping[] ESCAPINGS = NameEscaping.values();
  private static final String CREATED = "_created";
  private static final List<String> LINE_SUFFIXES = List.of("_bucket", "_sum", "_count", CREATED);

  private final Set<String> names;
  private final MetricsVisitor next;

  /** Creates a filter in front of {@code next}; without any name, nothing is let through. */
  public NameFilter(Set<String> names, MetricsVisitor next) {
    this.names = Set.copyOf(names);
    this.next = next;
  }

  @Override
  public boolean family(FamilyView family) {
    return isWanted(family) && next.family(family);
  }

  @Override
  public void familyEnd() {
    next.familyEnd();
  }

  @Override
  public void visitEnd(Epoch epoch) {
    next.visitEnd(epoch);
  }

  @Override
  public void counter(SeriesView series, long total) {
    next.counter(series, total);
  }

  @Override
  public void fractionalCounter(SeriesView series, double total) {
    next.fractionalCounter(series, total);
  }

  @Override
  public void gauge(SeriesView series, double value) {
    next.gauge(series, value);
  }

  @Override
  public void histogram(SeriesView series, DistributionView values) {
    next.histogram(series, values);
  }

  @Override
  public boolean readsShapesOnly() {
    return next.readsShapesOnly();
  }

  @Override
  public void latency(SeriesView series, LatencyView values) {
    next.latency(series, values);
  }

  @Override
  public void values(SeriesView series, ValueView values) {
    next.values(series, values);
  }

  @Override
  public void summary(SeriesView series, SummaryView values) {
    next.summary(series, values);
  }

  @Override
  public void info(SeriesView series) {
    next.info(series);
  }

  @Override
  public void stateSet(SeriesView series, StateSetView states) {
    next.stateSet(series, states);
  }

  private boolean isWanted(FamilyView family) {
    return isWanted(family.name(), family.kind()) || isWantedAsSpelled(family);
  }

  private boolean isWantedAsSpelled(FamilyView family) {
    for (NameEscaping escaping : ESCAPINGS) {
      String spelled = escaping.metric(family.name());
      if (!spelled.equals(family.name()) && isWanted(spelled, family.kind())) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(String name, FamilyKind kind) {
    if (names.contains(name)) {
      return true;
    }
    return switch (kind) {
      case GAUGE, STATESET -> false;
      case COUNTER -> isWantedWithout("_total", name);
      case INFO -> isWantedWithout("_info", name);
      case HISTOGRAM, LATENCY, VALUES, SUMMARY ->
          LINE_SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
    };
  }

  private boolean isWantedWithout(String ending, String name) {
    if (!name.endsWith(ending)) {
      return false;
    }
    String family = name.substring(0, name.length() - ending.length());
    return names.contains(family) || names.contains(family + CREATED);
  }
}
