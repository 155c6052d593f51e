package io.hairspring.catalog;

import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.view.LatencyShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * How the metrics of a group are called, labelled and cut, where that is to differ from the group's
 * own way. Immutable: each {@code with} method returns a changed copy.
 *
 * <p>A setting calls a metric by the group's name for it, without prefix ({@code requests_total}),
 * and a label likewise ({@code endpoint}); the type of the group lists both. A group refuses
 * settings of a metric or label that it does not have.
 *
 * <pre>{@code
 * GroupSettings.defaults()
 *     .withName("requests_total", "api_requests_total")
 *     .withLabel("status", "status_code")
 *     .withBuckets("request_duration_seconds", 0.01, 0.05, 0.1, 0.5, 1, 5);
 * }</pre>
 */
public final class GroupSettings {
  private static final GroupSettings DEFAULTS = new GroupSettings();

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final Map<String, List<String>> labelsByMetric = new HashMap<>();
  private final Map<String, String> labelNames = new HashMap<>();
  private final Map<String, String> fixedLabels = new LinkedHashMap<>();
  private final Map<String, double[]> buckets = new HashMap<>();
  private final Map<String, List<LatencyShape>> shapes = new HashMap<>();
  private final Map<String, List<LatencyGauge>> gauges = new HashMap<>();
  private final Set<String> without = new HashSet<>();
  private final Set<String> percent = new HashSet<>();
  private int maxSeries; // 0 for that of the collector
  private String prefix; // null for the group's own
  private IntPredicate errors; // null for statuses from 500

  private GroupSettings() {}

  /** Returns settings that leave everything to the group. */
  public static GroupSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings of {@link HttpServerMetrics} or {@link HttpClientMetrics} with these buckets,
   * such as those that somebody configured.
   *
   * @param latencyBuckets upper bounds in seconds; none for summaries
   * @param sizeBuckets upper bounds in bytes
   */
  public static GroupSettings http(double[] latencyBuckets, double[] sizeBuckets) {
    return DEFAULTS
        .withBuckets("request_duration_seconds", latencyBuckets)
        .withBuckets("request_size_bytes", sizeBuckets)
        .withBuckets("response_size_bytes", sizeBuckets);
  }

  /**
   * Returns a copy in which names start with this instead of the group's own prefix; after the
   * prefix of the collector.
   */
  public GroupSettings withPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    return changed(copy -> copy.prefix = prefix);
  }

  /** Returns a copy in which a metric has this name, to which no prefix of the group is added. */
  public GroupSettings withName(String metric, String name) {
    Objects.requireNonNull(name, "name");
    return changed(copy -> copy.names.put(metric, name));
  }

  /** Returns a copy in which a metric is explained so, in one line. */
  public GroupSettings withHelp(String metric, String help) {
    Objects.requireNonNull(help, "help");
    return changed(copy -> copy.helps.put(metric, help));
  }

  /** Returns a copy in which a label has another name, in every metric that has it. */
  public GroupSettings withLabel(String label, String name) {
    Objects.requireNonNull(name, "name");
    return changed(copy -> copy.labelNames.put(label, name));
  }

  /**
   * Returns a copy in which a metric is told apart by these labels, in this order; by none if there
   * are none.
   */
  public GroupSettings withLabels(String metric, String... labels) {
    List<String> kept = all("labels of " + metric, labels);
    return changed(copy -> copy.labelsByMetric.put(metric, kept));
  }

  /** Returns a copy in which every metric also has a label that always reads the same. */
  public GroupSettings withFixedLabel(String label, String value) {
    Objects.requireNonNull(value, "value");
    return changed(copy -> copy.fixedLabels.put(label, value));
  }

  /**
   * Returns a copy in which a latency is shown as a histogram of these buckets, or in which a
   * histogram has them.
   *
   * @param upperBounds finite and increasing, in the unit of the metric's name; at most 500
   */
  public GroupSettings withBuckets(String metric, double... upperBounds) {
    double[] kept = Objects.requireNonNull(upperBounds, "upperBounds").clone();
    return changed(copy -> copy.buckets.put(metric, kept));
  }

  /** Returns a copy in which a latency is shown in these shapes, also none: only its gauges. */
  public GroupSettings withShapes(String metric, LatencyShape... shapes) {
    List<LatencyShape> kept = all("shapes of " + metric, shapes);
    return changed(copy -> copy.shapes.put(metric, kept));
  }

  /**
   * Returns a copy in which these figures of a latency are shown as gauges, besides its shapes; of
   * {@code latency_seconds}, the 99th percentile as {@code latency_p99_seconds}.
   */
  public GroupSettings withGauges(String metric, LatencyGauge... gauges) {
    List<LatencyGauge> kept = all("gauges of " + metric, gauges);
    return changed(copy -> copy.gauges.put(metric, kept));
  }

  /** Returns a copy in which a share reads 0 to 100 instead of 0 to 1. */
  public GroupSettings withPercent(String metric) {
    return changed(copy -> copy.percent.add(metric));
  }

  /**
   * Returns a copy in which these HTTP statuses count as errors, in place of those from 500; of
   * groups that are told statuses. {@code status -> status >= 500 || status == 429} counts those,
   * too, who were sent away. A call that throws counts as status 500.
   *
   * @param errors asked here, for 0 (no answer) to 999, and not again
   */
  public GroupSettings withErrors(IntPredicate errors) {
    Objects.requireNonNull(errors, "errors");
    boolean[] chosen = new boolean[Statuses.HIGHEST + 1];
    for (int status = 0; status < chosen.length; status++) {
      chosen[status] = errors.test(status);
    }
    return changed(
        copy -> copy.errors = status -> status >= 0 && chosen[Math.min(status, Statuses.HIGHEST)]);
  }

  /** Returns a copy without these metrics. */
  public GroupSettings without(String... metrics) {
    List<String> gone = all("metrics", metrics);
    return changed(copy -> copy.without.addAll(gone));
  }

  /**
   * Returns a copy in which each metric has at most so many series before further label values
   * share one; for groups whose labels come from outside.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public GroupSettings withMaxSeries(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries must be at least 1, was " + maxSeries);
    }
    return changed(copy -> copy.maxSeries = maxSeries);
  }

  /**
   * Returns these settings, and where they leave something to the group, what {@code others} say:
   * of each metric its name, help, labels, buckets, shapes and gauges, one by one. Metrics that one
   * of the two does without are left out.
   */
  public GroupSettings over(GroupSettings others) {
    Objects.requireNonNull(others, "others");
    return others.changed(copy -> copy.put(this));
  }

  /**
   * Returns what is given, copied.
   *
   * @throws NullPointerException if it is null or holds null
   */
  static <T> List<T> all(String what, T[] given) {
    for (T one : Objects.requireNonNull(given, what)) {
      Objects.requireNonNull(one, () -> what + " must not hold null");
    }
    return List.of(given);
  }

  private GroupSettings changed(Consumer<GroupSettings> change) {
    GroupSettings copy = new GroupSettings();
    copy.put(this);
    change.accept(copy);
    return copy;
  }

  /** Takes over what others say, in place of what these said of it. */
  private void put(GroupSettings others) {
    prefix = others.prefix != null ? others.prefix : prefix;
    maxSeries = others.maxSeries != 0 ? others.maxSeries : maxSeries;
    errors = others.errors != null ? others.errors : errors;
    names.putAll(others.names);
    helps.putAll(others.helps);
    labelsByMetric.putAll(others.labelsByMetric);
    labelNames.putAll(others.labelNames);
    fixedLabels.putAll(others.fixedLabels);
    buckets.putAll(others.buckets);
    shapes.putAll(others.shapes);
    gauges.putAll(others.gauges);
    percent.addAll(others.percent);
    without.addAll(others.without);
  }

  /** Returns the whole name of a metric, but for the collector's prefix. */
  String name(String metric, String ownPrefix) {
    String name = names.get(metric);
    return name != null ? name : (prefix != null ? prefix : ownPrefix) + metric;
  }

  /** Returns how a metric is explained. */
  String help(String metric, String own) {
    return helps.getOrDefault(metric, own);
  }

  /** Returns which HTTP statuses count as errors. */
  IntPredicate errors() {
    return errors != null ? errors : Statuses::isError;
  }

  /** Returns by which of the group's labels a metric is told apart. */
  List<String> labels(String metric, List<String> own) {
    return labelsByMetric.getOrDefault(metric, own);
  }

  /** Returns what a label is called. */
  String labelName(String label) {
    return labelNames.getOrDefault(label, label);
  }

  /** Returns the labels that always read the same. */
  Map<String, String> fixedLabels() {
    return fixedLabels;
  }

  /** Returns the buckets of a metric. */
  double[] buckets(String metric, double... own) {
    return buckets.getOrDefault(metric, own);
  }

  /** Sets what a latency is shown as, where the settings say so. */
  void show(String metric, LatencyBuilder builder) {
    if (shapes.containsKey(metric)) {
      builder.show(shapes.get(metric).toArray(LatencyShape[]::new));
    }
    if (gauges.containsKey(metric)) {
      builder.gauges(gauges.get(metric).toArray(LatencyGauge[]::new));
    }
  }

  /** Returns how many series a metric may have. */
  int maxSeries(int ofCollector) {
    return maxSeries == 0 ? ofCollector : maxSeries;
  }

  boolean isPercent(String metric) {
    return percent.contains(metric);
  }

  boolean has(String metric) {
    return !without.contains(metric);
  }

  /** Returns every metric that a setting names. */
  Set<String> metrics() {
    Set<String> all = new HashSet<>(names.keySet());
    all.addAll(helps.keySet());
    all.addAll(labelsByMetric.keySet());
    all.addAll(buckets.keySet());
    all.addAll(shapes.keySet());
    all.addAll(gauges.keySet());
    all.addAll(percent);
    all.addAll(without);
    return all;
  }

  /** Returns every label that a setting gives another name. */
  Set<String> labels() {
    return labelNames.keySet();
  }
}
