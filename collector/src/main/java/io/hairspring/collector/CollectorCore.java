package io.hairspring.collector;

import io.hairspring.collector.event.RingStatus;
import io.hairspring.collector.event.ring.Gate;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.latency.cells.WindowKeeper;
import io.hairspring.collector.naming.Names;
import io.hairspring.collector.pull.gather.Sources;
import io.hairspring.collector.series.Series;
import io.hairspring.collector.series.SeriesBounds;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.series.SeriesTable;
import io.hairspring.collector.series.WellFormed;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.FamilyView;
import io.hairspring.collector.stripe.Stripes;
import io.hairspring.collector.window.SlidingWindow;
import io.hairspring.collector.window.WindowClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** What the instruments of one collector share. */
final class CollectorCore {
  private static final int SHARED_STRIPES_PER_PROCESSOR = 4;
  private static final int MOST_SHARED_STRIPES = 64;
  private static final long COOLING_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LEAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long MOST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final CollectorConfig config;
  private final Stripes stripes;
  private final StatusSlots statusSlots = new StatusSlots();
  private final WindowClock clock;
  private final Walks walks;
  private final Registry registry;
  private final Sources sources;
  private final ExemplarSampling exemplars;
  private final Losses losses;
  private final Counter delayedWalks;
  private final Expiry expiry;
  private final Family<Counter> resets;
  private RingMetrics ringMetrics; // under the registry's monitor, as the next
  private ScrapeMetrics scrapeMetrics;
  private SourceMetrics sourceMetrics;

  CollectorCore(CollectorConfig config) {
    this.config = config;
    stripes = new Stripes(config.maxStripes(), sharedStripes(), config.ownCellsAfter());
    ClockMetrics clockMetrics = new ClockMetrics();
    clock = new WindowClock(config.ticker()::nanoTime, clockMetrics);
    sources = new Sources(config.ticker()::nanoTime);
    WalkPace pace = new WalkPace(config.maxWalksPerSecond(), this::walkDelayed);
    walks =
        new Walks(pace, config.clock(), clock, sources, this::gates, () -> losses().unaligned());
    registry = new Registry(config.clock(), walks);
    exemplars =
        new ExemplarSampling(
            config.clock()::millis,
            () -> losses().badExemplar(),
            () -> losses().malformed("exemplars"));
    losses = new Losses(this);
    if (!config.labels().values().stream().allMatch(WellFormed::is)) {
      losses.malformed("labels of all series");
    }
    delayedWalks = SelfMetrics.delayedWalks(this);
    expiry =
        new Expiry(
            registry,
            walks,
            config.idleLimit().toNanos(),
            SelfMetrics.expired(this),
            SelfMetrics.putOff(this));
    resets = SelfMetrics.resets(this);
    new SelfMetrics(this).register(expiry);
    clockMetrics.register(this, clock);
    clock.every(COOLING_NANOS, now -> stripes.cool());
    if (config.enabled() && !config.idleLimit().isZero()) {
      clock.every(lookNanos(config.idleLimit()), expiry);
      startClock();
    }
  }

  CollectorConfig config() {
    return config;
  }

  /** Returns which names are allowed. */
  Names names() {
    return Names.of(config.utf8Names());
  }

  Stripes stripes() {
    return stripes;
  }

  StatusSlots statusSlots() {
    return statusSlots;
  }

  WindowClock clock() {
    return clock;
  }

  Walks walks() {
    return walks;
  }

  Registry registry() {
    return registry;
  }

  Sources sources() {
    return sources;
  }

  Losses losses() {
    return losses;
  }

  ExemplarSampling exemplars() {
    return exemplars;
  }

  private void walkDelayed() {
    delayedWalks.inc();
  }

  /** Counts a reset, and returns what it closed. */
  Epoch counted(String scope, Epoch closed) {
    resets.with(scope).inc();
    return closed;
  }

  /** Returns how often to look for idle series, so that none is hidden much too late. */
  private static long lookNanos(Duration idleLimit) {
    long quarter = idleLimit.toNanos() / 4;
    return Math.min(Math.max(quarter, LEAST_LOOK_NANOS), MOST_LOOK_NANOS);
  }

  /** Returns the metrics of event rings, which exist from the first ring on. */
  RingMetrics ringMetrics() {
    synchronized (registry) {
      if (ringMetrics == null) {
        ringMetrics = new RingMetrics(this);
      }
      return ringMetrics;
    }
  }

  /** Returns how the open rings do, without making metrics for them if there never was one. */
  List<RingStatus> rings() {
    RingMetrics made = ringMetricsIfMade();
    return made == null ? List.of() : made.statuses();
  }

  /** Returns the gates of the open rings. */
  private List<Gate> gates() {
    RingMetrics made = ringMetricsIfMade();
    return made == null ? List.of() : made.gates();
  }

  private RingMetrics ringMetricsIfMade() {
    synchronized (registry) {
      return ringMetrics;
    }
  }

  /** Returns the metrics of scrapes, which exist from the first server on. */
  ScrapeMetrics scrapeMetrics() {
    synchronized (registry) {
      if (scrapeMetrics == null) {
        scrapeMetrics = new ScrapeMetrics(this);
      }
      return scrapeMetrics;
    }
  }

  /** Returns the metrics of sources, which exist from the first source on. */
  SourceMetrics sourceMetrics() {
    synchronized (registry) {
      if (sourceMetrics == null) {
        sourceMetrics = new SourceMetrics(this);
      }
      return sourceMetrics;
    }
  }

  /** Returns {@code names} if an instrument may have them besides the labels of every series. */
  List<String> labels(String metric, List<String> names, FamilyKind kind) {
    List<String> all = new ArrayList<>(config.labels().keySet());
    all.addAll(names);
    names().labels(metric, all, kind);
    return List.copyOf(names);
  }

  /** Keeps the names of an instrument that does nothing, so that clashes show all the same. */
  <I> Family<I> disabled(List<FamilyView> views, List<String> labelNames, I instrument) {
    registry.claim(views);
    return Family.disabled(views.get(0).name(), labelNames, instrument);
  }

  /** Returns the bounds of what {@code name} finds by label values, so many of them. */
  SeriesBounds bounds(String name, int maxSeries) {
    return new SeriesBounds(
        maxSeries,
        maxLabelChars(name),
        () -> losses.overflowed(name),
        () -> losses.overlong(name),
        () -> losses.malformed(name));
  }

  private int maxLabelChars(String name) {
    return name.startsWith(OwnNames.PREFIX) // there names of metrics are values
        ? Math.max(config.maxLabelChars(), Names.MAX_LENGTH)
        : config.maxLabelChars();
  }

  /** Registers an info. */
  void info(String name, String help, List<String> labelNames, String[] values) {
    for (int i = 0; i < values.length; i++) {
      Limits.labelValue(name, labelNames.get(i), values[i], config.maxLabelChars());
    }
    SeriesLabels labels = new SeriesLabels(config.labels(), labelNames);
    FamilyView view = new FamilyView(name, help, FamilyKind.INFO, labels.allNames());
    if (!config.enabled()) {
      registry.claim(List.of(view));
      return;
    }
    SeriesTable<Info> table =
        new SeriesTable<>(bounds(name, 1), all -> begun(new Info(labels, all)));
    registry.add(view, table, (info, visitor, closeEpoch) -> visitor.info(info));
    table.get(values);
  }

  /** Takes an instrument out and gives its names back; returns whether there was one. */
  boolean remove(String name) {
    boolean was = registry.has(name);
    for (SeriesTable<?> table : registry.remove(name)) {
      clock.forget(take -> take instanceof WindowKeeper keeper && keeper.isOf(table));
      table.clear();
    }
    return was;
  }

  /** Returns windows that the clock moves from now on. */
  List<SlidingWindow> windows(List<WindowSettings> settings) {
    List<SlidingWindow> windows = new ArrayList<>();
    for (WindowSettings window : settings) {
      windows.add(clock.window(window.length().toNanos(), window.steps()));
    }
    startClock();
    return windows;
  }

  private void startClock() {
    if (config.clockThread()) {
      clock.start();
    }
  }

  /** Has something run now and then; returns what ends it. */
  Runnable every(long periodNanos, Runnable work) {
    LongConsumer chore = nowNanos -> work.run();
    clock.every(periodNanos, chore);
    startClock();
    return () -> clock.forget(known -> known == chore);
  }

  /** Returns a series whose values count from now on. */
  <S extends Series> S begun(S series) {
    series.begin(config.clock().millis());
    return series;
  }

  /** So many that threads which run at once seldom meet, whatever their ids; a power of two. */
  private static int sharedStripes() {
    int wanted = SHARED_STRIPES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    return Integer.highestOneBit(Math.min(wanted, MOST_SHARED_STRIPES));
  }
}
