package io.hairspring.collector;

import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.NameEscaping;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a collector is made with. Immutable; {@link #defaults()} suits a gateway, and each {@code
 * with} method returns a changed copy.
 *
 * @param enabled whether instruments record anything
 * @param prefix what every metric name starts with, such as {@code wilab_}, at most 200 characters;
 *     empty for nothing
 * @param labels labels of every series, in this order
 * @param maxStripes how many threads at a time write stripes of their own, 0 to 4096; further
 *     threads share stripes and pay an atomic add
 * @param ownCellsAfter about how many recordings of a thread in a series of latencies, within some
 *     ten seconds, give it cells of its own there, 0 to 1000000; 0 with the first. They take some 5
 *     KB, and make a recording a little faster that meets nobody and much faster that meets others;
 *     until then the thread shares cells with others like it.
 * @param latencyMemory how many bytes of memory the cells may take that threads have of their own
 *     in series of latencies, at least 0. Beyond that nobody is given any, those that record least
 *     give theirs up first, and everything is counted all the same.
 * @param maxSeries how many series a family may have before further label values share one, at
 *     least 1
 * @param maxLabelChars how many chars (UTF-16) a label value may have, 64 to 65536; a longer one
 *     reads {@code overflow} and is counted where it comes with a recording, and is refused where
 *     it is set up
 * @param maxCollectionsPerSecond how many collections of the registry ({@link
 *     MetricsCollector#visit} and all resets) may begin in a second, 0 to 1000000; 0 for no bound.
 *     A second's worth may come at once, one beyond that waits for its turn. Recordings feel
 *     readers that come much more often than a hundred times a second.
 * @param ticker the monotonic time of {@code start} and {@code stop}, of windows and of expiry
 * @param clock the wall time of epochs
 * @param windows the windows of latency recorders, 1 to 4, the main one first
 * @param idleLimit how long a series may go without a recording before it is no longer shown, 1
 *     second to 365 days; zero shows every series for good
 * @param clockThread whether a thread of the collector's own, {@code hairspring-clock}, moves
 *     windows and hides idle series; if not, whoever calls {@link MetricsCollector#tick} does
 * @param latencyShapes the shapes in which latency recorders are shown that do not choose their
 *     own; empty for a histogram where there are buckets, else a summary
 * @param latencyGauges the figures that such recorders also show as gauges
 * @param gaugesOfEpoch whether such gauges show all since the last reset, and not the main window
 * @param utf8Names whether names of metrics and labels may have any characters, such as {@code
 *     http.requests_total}, and not only letters, digits and underscores of ASCII. Readers that ask
 *     for {@code escaping=allow-utf-8} are shown them in quotes, all others escaped, as {@link
 *     NameEscaping} says; two names that are spelled alike by underscores are refused.
 */
public record CollectorConfig(
    boolean enabled,
    String prefix,
    Map<String, String> labels,
    int maxStripes,
    int ownCellsAfter,
    long latencyMemory,
    int maxSeries,
    int maxLabelChars,
    int maxCollectionsPerSecond,
    Ticker ticker,
    Clock clock,
    List<WindowSettings> windows,
    Duration idleLimit,
    boolean clockThread,
    Set<LatencyShape> latencyShapes,
    Set<LatencyGauge> latencyGauges,
    boolean gaugesOfEpoch,
    boolean utf8Names) {
  /** The most stripes that there can be. */
  public static final int MOST_STRIPES = 4_096;

  /** The least bound on label values, in chars: what own metrics and the catalogue say fits. */
  public static final int LEAST_LABEL_CHARS = 64;

  /** The highest bound on label values, in chars. */
  public static final int MOST_LABEL_CHARS = 65_536;

  /** The highest bound on collections in a second. */
  public static final int MOST_COLLECTIONS_PER_SECOND = 1_000_000;

  private static final int MOST_OWN_CELLS_AFTER = 1_000_000;
  private static final int DEFAULT_OWN_CELLS_AFTER = 500;
  private static final int PART_OF_HEAP = 16;
  private static final long LEAST_DEFAULT_LATENCY_MEMORY = 4L << 20;
  private static final int STRIPES_PER_PROCESSOR = 8;
  private static final int LEAST_DEFAULT_STRIPES = 32;
  private static final int DEFAULT_MAX_SERIES = 10_000;
  private static final int DEFAULT_MAX_LABEL_CHARS = 1_024;
  private static final int DEFAULT_MAX_COLLECTIONS_PER_SECOND = 100;
  private static final Duration LEAST_IDLE_LIMIT = Duration.ofSeconds(1);
  private static final Duration MOST_IDLE_LIMIT = Duration.ofDays(365);

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a name or a number is out of its range
   */
  public CollectorConfig {
    Objects.requireNonNull(labels, "labels");
    Names names = Names.of(utf8Names);
    names.prefix(prefix);
    names.labels("every series", new ArrayList<>(labels.keySet()), FamilyKind.LATENCY);
    Limits.number("maxLabelChars", maxLabelChars, LEAST_LABEL_CHARS, MOST_LABEL_CHARS);
    for (Map.Entry<String, String> label : labels.entrySet()) {
      Limits.labelValue("every series", label.getKey(), label.getValue(), maxLabelChars);
    }
    labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    Limits.number("maxStripes", maxStripes, 0, MOST_STRIPES);
    Limits.number("ownCellsAfter", ownCellsAfter, 0, MOST_OWN_CELLS_AFTER);
    if (latencyMemory < 0) {
      throw new IllegalArgumentException(
          "latencyMemory must be at least 0 bytes, was " + latencyMemory);
    }
    Limits.number("maxSeries", maxSeries, 1, Long.MAX_VALUE);
    Limits.number(
        "maxCollectionsPerSecond", maxCollectionsPerSecond, 0, MOST_COLLECTIONS_PER_SECOND);
    Objects.requireNonNull(ticker, "ticker");
    Objects.requireNonNull(clock, "clock");
    windows = Limits.windows("collector", windows);
    latencyShapes = Set.copyOf(Limits.all("latencyShapes", latencyShapes));
    latencyGauges = Set.copyOf(Limits.all("latencyGauges", latencyGauges));
    Objects.requireNonNull(idleLimit, "idleLimit");
    if (!idleLimit.isZero()) {
      Limits.nanos("idleLimit, unless it is zero,", idleLimit, LEAST_IDLE_LIMIT, MOST_IDLE_LIMIT);
    }
  }

  /**
   * Returns a configuration without prefix and labels, on the system's clocks, with a window of 60
   * seconds in 6 steps, that shows every series for good.
   */
  public static CollectorConfig defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new CollectorConfig(
        true,
        "",
        Map.of(),
        Math.min(Math.max(LEAST_DEFAULT_STRIPES, STRIPES_PER_PROCESSOR * processors), MOST_STRIPES),
        DEFAULT_OWN_CELLS_AFTER,
        Math.max(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, LEAST_DEFAULT_LATENCY_MEMORY),
        DEFAULT_MAX_SERIES,
        DEFAULT_MAX_LABEL_CHARS,
        DEFAULT_MAX_COLLECTIONS_PER_SECOND,
        Ticker.system(),
        Clock.systemUTC(),
        List.of(WindowSettings.defaults()),
        Duration.ZERO,
        true,
        Set.of(),
        Set.of(),
        false,
        false);
  }

  /** Returns a copy that records, or does not. */
  public CollectorConfig withEnabled(boolean enabled) {
    return changed(draft -> draft.enabled = enabled);
  }

  /** Returns a copy with another prefix. */
  public CollectorConfig withPrefix(String prefix) {
    return changed(draft -> draft.prefix = prefix);
  }

  /** Returns a copy in which every series also has this label. */
  public CollectorConfig withLabel(String name, String value) {
    return changed(draft -> draft.labels.put(name, value));
  }

  /** Returns a copy with another bound on stripes. */
  public CollectorConfig withMaxStripes(int maxStripes) {
    return changed(draft -> draft.maxStripes = maxStripes);
  }

  /**
   * Returns a copy in which a thread has cells of its own in a series after about so many
   * recordings in ten seconds; 0 for with the first, where few threads record in few series.
   */
  public CollectorConfig withOwnCellsAfter(int ownCellsAfter) {
    return changed(draft -> draft.ownCellsAfter = ownCellsAfter);
  }

  /**
   * Returns a copy with another bound on the memory of cells that threads have of their own, in
   * bytes; a sixteenth of the largest heap, or 4 MiB if that is more, unless told otherwise.
   */
  public CollectorConfig withLatencyMemory(long latencyMemory) {
    return changed(draft -> draft.latencyMemory = latencyMemory);
  }

  /** Returns a copy with another bound on the series of a family. */
  public CollectorConfig withMaxSeries(int maxSeries) {
    return changed(draft -> draft.maxSeries = maxSeries);
  }

  /** Returns a copy with another bound on the length of label values, in chars. */
  public CollectorConfig withMaxLabelChars(int maxLabelChars) {
    return changed(draft -> draft.maxLabelChars = maxLabelChars);
  }

  /** Returns a copy with another bound on collections in a second; 0 for none. */
  public CollectorConfig withMaxCollectionsPerSecond(int maxCollectionsPerSecond) {
    return changed(draft -> draft.maxCollectionsPerSecond = maxCollectionsPerSecond);
  }

  /** Returns a copy on another monotonic time. */
  public CollectorConfig withTicker(Ticker ticker) {
    return changed(draft -> draft.ticker = ticker);
  }

  /** Returns a copy on another wall time. */
  public CollectorConfig withClock(Clock clock) {
    return changed(draft -> draft.clock = clock);
  }

  /** Returns a copy whose latency recorders have these windows, the main one first. */
  public CollectorConfig withWindows(WindowSettings... windows) {
    return changed(draft -> draft.windows = Limits.windows("collector", windows));
  }

  /** Returns a copy that hides series in which nothing was recorded for so long; zero for none. */
  public CollectorConfig withIdleLimit(Duration idleLimit) {
    return changed(draft -> draft.idleLimit = idleLimit);
  }

  /** Returns a copy with a clock thread of its own, or without. */
  public CollectorConfig withClockThread(boolean clockThread) {
    return changed(draft -> draft.clockThread = clockThread);
  }

  /** Returns a copy in which latency recorders are shown so, unless they choose themselves. */
  public CollectorConfig withLatencyShapes(LatencyShape... shapes) {
    return changed(draft -> draft.latencyShapes = Limits.distinct("shapes", shapes));
  }

  /** Returns a copy in which latency recorders show these gauges, unless they choose themselves. */
  public CollectorConfig withLatencyGauges(LatencyGauge... gauges) {
    return changed(draft -> draft.latencyGauges = Limits.distinct("gauges", gauges));
  }

  /**
   * Returns a copy in which all gauges of latency recorders show what came since the last reset, or
   * the main window. Figures of an epoch do not end when traffic does, and get slower to move.
   */
  public CollectorConfig withGaugesOfEpoch(boolean gaugesOfEpoch) {
    return changed(draft -> draft.gaugesOfEpoch = gaugesOfEpoch);
  }

  /** Returns a copy in which names may have any characters, or classic ones alone. */
  public CollectorConfig withUtf8Names(boolean utf8Names) {
    return changed(draft -> draft.utf8Names = utf8Names);
  }

  private CollectorConfig changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** A configuration while it is changed. */
  private static final class Draft {
    private boolean enabled;
    private String prefix;
    private final Map<String, String> labels;
    private int maxStripes;
    private int ownCellsAfter;
    private long latencyMemory;
    private int maxSeries;
    private int maxLabelChars;
    private int maxCollectionsPerSecond;
    private Ticker ticker;
    private Clock clock;
    private List<WindowSettings> windows;
    private Duration idleLimit;
    private boolean clockThread;
    private Set<LatencyShape> latencyShapes;
    private Set<LatencyGauge> latencyGauges;
    private boolean gaugesOfEpoch;
    private boolean utf8Names;

    Draft(CollectorConfig config) {
      enabled = config.enabled;
      prefix = config.prefix;
      labels = new LinkedHashMap<>(config.labels);
      maxStripes = config.maxStripes;
      ownCellsAfter = config.ownCellsAfter;
      latencyMemory = config.latencyMemory;
      maxSeries = config.maxSeries;
      maxLabelChars = config.maxLabelChars;
      maxCollectionsPerSecond = config.maxCollectionsPerSecond;
      ticker = config.ticker;
      clock = config.clock;
      windows = config.windows;
      idleLimit = config.idleLimit;
      clockThread = config.clockThread;
      latencyShapes = config.latencyShapes;
      latencyGauges = config.latencyGauges;
      gaugesOfEpoch = config.gaugesOfEpoch;
      utf8Names = config.utf8Names;
    }

    CollectorConfig config() {
      return new CollectorConfig(
          enabled,
          prefix,
          labels,
          maxStripes,
          ownCellsAfter,
          latencyMemory,
          maxSeries,
          maxLabelChars,
          maxCollectionsPerSecond,
          ticker,
          clock,
          windows,
          idleLimit,
          clockThread,
          latencyShapes,
          latencyGauges,
          gaugesOfEpoch,
          utf8Names);
    }
  }
}
