package io.hairspring.spring;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.WindowSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code management.hairspring} says. Null where nothing is said. The keys that conditions
 * alone read ({@code metrics.export.enabled}, {@code exemplars.enabled}, {@code gateway.enabled})
 * are not here.
 */
@ConfigurationProperties("management.hairspring")
record HairspringProperties(@DefaultValue Metrics metrics, @DefaultValue Collector collector) {

  /** Of Micrometer's meters. */
  record Metrics(@DefaultValue Export export) {}

  /** How meters are shown. */
  record Export(
      Duration step, Boolean descriptions, @DefaultValue("false") boolean nativeHistograms) {}

  /** Of the collector. */
  record Collector(
      String prefix,
      @DefaultValue Map<String, String> labels,
      Integer maxSeries,
      Integer maxStripes,
      Integer maxLabelChars,
      Integer maxCollectionsPerSecond,
      @DefaultValue("false") boolean utf8Names,
      @DefaultValue List<Duration> latencyWindows,
      Duration idleLimit) {
    private static final int STEPS = 6;

    /**
     * Returns what to make the collector with.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    CollectorConfig config() {
      CollectorConfig config = CollectorConfig.defaults().withUtf8Names(utf8Names);
      config = maxSeries == null ? config : config.withMaxSeries(maxSeries);
      config = maxStripes == null ? config : config.withMaxStripes(maxStripes);
      config = maxLabelChars == null ? config : config.withMaxLabelChars(maxLabelChars);
      config =
          maxCollectionsPerSecond == null
              ? config
              : config.withMaxCollectionsPerSecond(maxCollectionsPerSecond);
      config = idleLimit == null ? config : config.withIdleLimit(idleLimit);
      config = prefix == null || prefix.isEmpty() ? config : config.withPrefix(prefix);
      if (!latencyWindows.isEmpty()) {
        config =
            config.withWindows(
                latencyWindows.stream()
                    .map(length -> new WindowSettings(length, STEPS))
                    .toArray(WindowSettings[]::new));
      }
      for (Map.Entry<String, String> label : labels.entrySet()) {
        config = config.withLabel(label.getKey(), label.getValue());
      }
      return config;
    }
  }
}
