package io.hairspring.runtime.bridge;

import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.FamilyKind;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All snapshots of one name and kind: client_java lets several metrics share a name if they have
 * different labels.
 */
final class BridgedFamily {
  private final String name;
  private final FamilyKind kind;
  private final List<MetricSnapshot> snapshots = new ArrayList<>();
  private final Set<String> labels = new TreeSet<>(); // a registry's own order follows hash codes
  private String help;

  BridgedFamily(String name, FamilyKind kind) {
    this.name = name;
    this.kind = kind;
    help = name;
  }

  FamilyKind kind() {
    return kind;
  }

  void add(MetricSnapshot snapshot) {
    snapshots.add(snapshot);
    String text = snapshot.getMetadata().getHelp();
    help = text != null && !text.isBlank() && help.equals(name) ? text : help;
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      for (int i = 0; i < point.getLabels().size(); i++) {
        labels.add(point.getLabels().getPrometheusName(i));
      }
    }
  }

  /**
   * Returns what to declare: what is declared already if that has all the labels, so that the order
   * in which a registry tells its metrics changes nothing.
   *
   * @param declared null for nothing
   */
  SourceFamily declaration(SourceFamily declared) {
    boolean fits =
        declared != null
            && declared.kind() == kind
            && declared.help().equals(help)
            && declared.labelNames().containsAll(labels);
    return fits ? declared : new SourceFamily(name, help, kind, List.copyOf(labels));
  }

  /** Tells all series, each with its own labels. */
  void tell(SourceFamily declared, MetricsSink sink) {
    snapshots.forEach(snapshot -> Snapshots.tell(snapshot, declared, sink));
  }
}
