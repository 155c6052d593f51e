package io.hairspring.exposition.config;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.view.LatencyShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads what makes a collector. */
final class CollectorPart {
  private static final String OWN_PREFIX = "hairspring_";
  private static final int MOST_SERIES = 10_000_000;
  private static final int DEFAULT_STEPS = 6;
  private static final int DAY_SECONDS = 86_400;

  private CollectorPart() {}

  static CollectorConfig read(ConfigSettings settings) {
    CollectorConfig config =
        CollectorConfig.defaults()
            .withEnabled(settings.flag(ConfigKeys.ENABLED))
            .withUtf8Names(settings.flag(ConfigKeys.UTF8_NAMES))
            .withMaxSeries(settings.number(ConfigKeys.MAX_SERIES, 1, MOST_SERIES))
            .withMaxLabelChars(
                settings.number(
                    ConfigKeys.MAX_LABEL_CHARS,
                    CollectorConfig.LEAST_LABEL_CHARS,
                    CollectorConfig.MOST_LABEL_CHARS))
            .withMaxCollectionsPerSecond(
                settings.number(
                    ConfigKeys.MAX_COLLECTIONS_PER_SECOND,
                    0,
                    CollectorConfig.MOST_COLLECTIONS_PER_SECOND))
            .withWindows(windows(settings))
            .withLatencyShapes(
                settings
                    .choices(ConfigKeys.LATENCY_SHAPES, LatencyShape.class)
                    .toArray(LatencyShape[]::new))
            .withLatencyGauges(
                settings
                    .choices(ConfigKeys.LATENCY_GAUGES, LatencyGauge.class)
                    .toArray(LatencyGauge[]::new))
            .withGaugesOfEpoch(settings.flag(ConfigKeys.GAUGES_OF_EPOCH))
            .withIdleLimit(settings.time(ConfigKeys.IDLE_LIMIT, 1_000, DAY_SECONDS));
    if (settings.has(ConfigKeys.MAX_STRIPES)) {
      config =
          config.withMaxStripes(
              settings.number(ConfigKeys.MAX_STRIPES, 0, CollectorConfig.MOST_STRIPES));
    }
    return labelled(prefixed(config, settings), settings);
  }

  private static CollectorConfig prefixed(CollectorConfig config, ConfigSettings settings) {
    if (!settings.has(ConfigKeys.PREFIX)) {
      return config;
    }
    if (settings.get(ConfigKeys.PREFIX).startsWith(OWN_PREFIX)) {
      throw settings.bad(
          ConfigKeys.PREFIX, "another than " + OWN_PREFIX + ", which is the collector's own");
    }
    try {
      return config.withPrefix(settings.get(ConfigKeys.PREFIX));
    } catch (IllegalArgumentException bad) {
      throw settings.bad(ConfigKeys.PREFIX, "the beginning of a metric name, such as wilab_");
    }
  }

  private static CollectorConfig labelled(CollectorConfig config, ConfigSettings settings) {
    CollectorConfig labelled = config;
    for (Map.Entry<String, String> label : settings.pairs(ConfigKeys.LABELS).entrySet()) {
      try {
        labelled = labelled.withLabel(label.getKey(), label.getValue());
      } catch (IllegalArgumentException bad) {
        throw settings.bad(
            ConfigKeys.LABELS,
            "names of labels, values of at most "
                + config.maxLabelChars()
                + " chars, and no \""
                + ConfigException.shown(label.getKey())
                + "\"");
      }
    }
    if (settings.has(ConfigKeys.LABELS) && !areFree(labelled)) {
      throw settings.bad(ConfigKeys.LABELS, "labels that none of the collector's own metrics has");
    }
    return labelled;
  }

  private static boolean areFree(CollectorConfig labelled) {
    try (MetricsCollector metrics = MetricsCollector.create(labelled)) {
      return metrics.scrapeMetrics() != null; // makes the last of its own
    } catch (IllegalArgumentException taken) {
      return false;
    }
  }

  private static WindowSettings[] windows(ConfigSettings settings) {
    List<String> texts = settings.list(ConfigKeys.LATENCY_WINDOWS);
    try {
      WindowSettings[] windows =
          texts.stream().map(CollectorPart::window).toArray(WindowSettings[]::new);
      CollectorConfig.defaults().withWindows(windows);
      return windows;
    } catch (IllegalArgumentException bad) {
      throw settings.bad(
          ConfigKeys.LATENCY_WINDOWS, "1 to 4 times from 1s to 24h, such as 60s or 60s/6,5m");
    }
  }

  /** Returns a window of a length, or of a length in so many steps. */
  private static WindowSettings window(String text) {
    String[] parts = text.split("/", 2);
    Duration length = ValueTexts.duration(parts[0]);
    if (length == null || (parts.length > 1 && !parts[1].matches("[0-9]{1,2}"))) {
      throw new IllegalArgumentException(text);
    }
    return new WindowSettings(
        length, parts.length > 1 ? Integer.parseInt(parts[1]) : DEFAULT_STEPS);
  }
}
