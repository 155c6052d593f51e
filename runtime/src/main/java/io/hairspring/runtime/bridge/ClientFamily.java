package io.hairspring.runtime.bridge;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.NameEscaping;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a family of ours is in client_java. Its registry knows counters and infos without their
 * endings, so that a counter {@code x_total} and a gauge {@code x} are of one name there: then the
 * counter keeps its whole name and is of unknown type, as it is in OpenMetrics.
 */
record ClientFamily(FamilyView view, MetricType type, String name) {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  /**
   * Returns what these families are together.
   *
   * @param families in the order of collections, where x comes before x_info and x_total
   */
  static List<ClientFamily> of(List<FamilyView> families) {
    List<ClientFamily> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (FamilyView view : families) {
      MetricType type = type(view);
      if (type != null) {
        ClientFamily alone = new ClientFamily(view, type, shortened(view.name(), type));
        ClientFamily family = taken.contains(alone.spelled()) ? alone.whole() : alone;
        taken.add(family.spelled());
        all.add(family);
      }
    }
    return all;
  }

  /** Returns null for what is not shown: a recorder without a shape. */
  private static MetricType type(FamilyView view) {
    return switch (view.kind()) {
      case COUNTER -> MetricType.COUNTER;
      case GAUGE -> spelled(view.name()).endsWith(TOTAL) ? MetricType.UNKNOWN : MetricType.GAUGE;
      case HISTOGRAM -> MetricType.HISTOGRAM;
      case LATENCY, VALUES -> recorder(view.shapes());
      case SUMMARY -> MetricType.SUMMARY;
      case INFO -> MetricType.INFO;
      case STATESET -> MetricType.STATESET;
    };
  }

  private static MetricType recorder(Set<LatencyShape> shapes) {
    if (shapes.isEmpty()) {
      return null;
    }
    return shapes.contains(LatencyShape.SUMMARY) ? MetricType.SUMMARY : MetricType.HISTOGRAM;
  }

  private static String shortened(String name, MetricType type) {
    return switch (type) {
      case COUNTER -> name.substring(0, name.length() - TOTAL.length());
      case INFO -> name.substring(0, name.length() - INFO.length());
      default -> name;
    };
  }

  private static String spelled(String name) {
    return NameEscaping.UNDERSCORES.metric(name);
  }

  /** Returns the same family of unknown type under its whole name. */
  ClientFamily whole() {
    return new ClientFamily(view, MetricType.UNKNOWN, view.name());
  }

  boolean isShortened() {
    return !name.equals(view.name());
  }

  /** Returns the name as client_java's registry compares it. */
  private String spelled() {
    return spelled(name);
  }

  MetricMetadata metadata() {
    return new MetricMetadata(name, view.help(), unit());
  }

  private Unit unit() {
    boolean measured = type != MetricType.INFO && type != MetricType.STATESET;
    if (measured && name.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    return measured && name.endsWith("_bytes") ? Unit.BYTES : null;
  }

  MetricFamilyDescriptor descriptor() {
    return MetricFamilyDescriptor.of(type, metadata(), view.labelNames());
  }
}
