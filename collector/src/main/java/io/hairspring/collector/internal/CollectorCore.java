package io.hairspring.collector.internal;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.CounterBuilder;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.Figures;
import io.hairspring.collector.GaugeBuilder;
import io.hairspring.collector.HistogramBuilder;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.Registration;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.RingStatus;
import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.collector.SeriesFigure;
import io.hairspring.collector.StateSetBuilder;
import io.hairspring.collector.ValueBuilder;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.instrument.BitStateSetBuilder;
import io.hairspring.collector.internal.instrument.FiguresBuilder;
import io.hairspring.collector.internal.instrument.InstrumentContext;
import io.hairspring.collector.internal.instrument.Registrations;
import io.hairspring.collector.internal.instrument.SeriesBegins;
import io.hairspring.collector.internal.instrument.SeriesFamily;
import io.hairspring.collector.internal.instrument.StatusIndex;
import io.hairspring.collector.internal.instrument.StripedCounterBuilder;
import io.hairspring.collector.internal.instrument.StripedGaugeBuilder;
import io.hairspring.collector.internal.instrument.StripedHistogramBuilder;
import io.hairspring.collector.internal.instrument.StripedLatencyBuilder;
import io.hairspring.collector.internal.instrument.StripedRequestBuilder;
import io.hairspring.collector.internal.instrument.StripedValueBuilder;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.registry.CollectionLock;
import io.hairspring.collector.internal.registry.CollectionRateLimiter;
import io.hairspring.collector.internal.registry.Expiry;
import io.hairspring.collector.internal.registry.Registry;
import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.self.ClockMetrics;
import io.hairspring.collector.internal.self.LossMetrics;
import io.hairspring.collector.internal.self.OwnInstruments;
import io.hairspring.collector.internal.self.SelfMetrics;
import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.internal.source.Sources;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceBuilder;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Puts the rooms of a collector together. What its methods do, {@code MetricsCollector} says. */
public final class CollectorCore {
  private static final int SHARED_STRIPES_PER_PROCESSOR = 4;
  private static final int MOST_SHARED_STRIPES = 64;
  private static final long LEAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long MOST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final CollectorConfig config;
  private final Stripes stripes;
  private final WindowClock clock;
  private final Sources sources;
  private final Registry registry;
  private final InstrumentContext context;
  private final SelfMetrics self;

  /** Creates a collector. */
  public CollectorCore(CollectorConfig config) {
    this.config = config;
    stripes = new Stripes(config.maxStripes(), sharedStripes(), config.ownCellsAfter());
    CellOwners cellOwners = new CellOwners(stripes, config.ownCellsAfter(), config.latencyMemory());
    ClockMetrics clockMetrics = new ClockMetrics();
    clock = new WindowClock(config.ticker()::nanoTime, clockMetrics);
    sources = new Sources(config.ticker()::nanoTime);
    LossMetrics losses = new LossMetrics(stripes);
    CollectionRateLimiter pace =
        new CollectionRateLimiter(config.maxCollectionsPerSecond(), this::collectionDelayed);
    CollectionLock collections =
        new CollectionLock(
            pace, config.clock(), clock, sources::beginCollection, this::gates, losses::unaligned);
    registry = new Registry(config.clock(), collections);
    ExemplarSampling exemplars =
        new ExemplarSampling(
            config.clock()::millis, losses::badExemplar, () -> losses.malformed("exemplars"));
    context =
        new InstrumentContext(
            config,
            stripes,
            cellOwners,
            registry,
            new Registrations(registry, clock),
            clock,
            new StatusIndex(),
            exemplars,
            new SeriesBegins(config.clock()::millis),
            losses);
    OwnInstruments own = new OwnInstruments(context);
    losses.register(own);
    clockMetrics.register(own, clock);
    self = new SelfMetrics(own, collections, losses);
    if (!config.labels().values().stream().allMatch(Utf8Text::is)) {
      losses.malformed("labels of all series");
    }
    long idleNanos = config.idleLimit().toNanos();
    Expiry expiry =
        new Expiry(registry, collections, idleNanos, self.expired(), self.expiryDeferred());
    self.show(stripes, cellOwners, registry, expiry);
    clock.every(CellOwners.PERIOD_NANOS, now -> stripes.cool());
    clock.every(CellOwners.TICK_NANOS, cellOwners);
    if (config.enabled() && idleNanos > 0) {
      clock.every(lookNanos(config.idleLimit()), expiry);
      context.startClock();
    }
  }

  /** Returns how often to look for idle series, so that none is hidden much too late. */
  private static long lookNanos(Duration idleLimit) {
    long quarter = idleLimit.toNanos() / 4;
    return Math.min(Math.max(quarter, LEAST_LOOK_NANOS), MOST_LOOK_NANOS);
  }

  private void collectionDelayed() {
    self.collectionDelayed();
  }

  private List<Gate> gates() {
    return self.gates();
  }

  public CollectorConfig config() {
    return config;
  }

  public CounterBuilder counter(String name, String help) {
    return new StripedCounterBuilder(context, fullName(name), help);
  }

  public GaugeBuilder gauge(String name, String help) {
    return new StripedGaugeBuilder(context, fullName(name), help);
  }

  public HistogramBuilder histogram(String name, String help) {
    return new StripedHistogramBuilder(context, fullName(name), help);
  }

  public LatencyBuilder latency(String name, String help) {
    return new StripedLatencyBuilder(context, fullName(name), help);
  }

  public ValueBuilder values(String name, String help) {
    return new StripedValueBuilder(context, fullName(name), help);
  }

  public <S> StateSetBuilder<S> stateSet(String name, String help, List<S> states) {
    return new BitStateSetBuilder<>(context, fullName(name), help, states);
  }

  public <F extends SeriesFigure> Figures<F> figures(
      String name, String help, FamilyKind kind, String... labelNames) {
    return new FiguresBuilder(context, fullName(name), help, kind).figures(labelNames);
  }

  public Registration info(String name, String help, Map<String, String> labels) {
    String fullName = context.names().metric(fullName(name), FamilyKind.INFO);
    Objects.requireNonNull(labels, () -> "labels of " + fullName + " must not be null");
    List<String> names =
        context.labels(fullName, new ArrayList<>(labels.keySet()), FamilyKind.INFO);
    return context.info(
        fullName, Names.help(fullName, help), names, labels.values().toArray(String[]::new));
  }

  public RequestBuilder request() {
    return new StripedRequestBuilder(context);
  }

  public Family<RequestRecorder> requests(
      int labels, BiConsumer<RequestBuilder, List<String>> resolve) {
    return StripedRequestBuilder.family(context, labels, resolve);
  }

  public <H> Family<H> handles(
      String name, int labels, int maxHandles, Function<List<String>, H> resolve) {
    return SeriesFamily.handles(context, name, labels, maxHandles, resolve);
  }

  public SourceBuilder source(String name, MetricsSource source) {
    return new RegisteredSourceBuilder(context, sources, self::sources, name, source);
  }

  public <E> EventRing<E> eventRing(
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler,
      Consumer<E> clear) {
    return new RegisteredRing<>(config, self, settings, slots, copy, handler, clear);
  }

  public List<RingStatus> rings() {
    return self.ringStatuses();
  }

  public ScrapeMetrics scrapeMetrics() {
    return self.scrapes();
  }

  public Epoch visit(MetricsVisitor visitor, long sourceBudgetNanos) {
    stripes.reclaim();
    sources.gather(sourceBudgetNanos);
    return registry.visit(visitor);
  }

  /** Returns all families in the order of collections, those without series too. */
  public List<FamilyView> families() {
    return registry.views();
  }

  public Epoch reset(MetricsVisitor visitor) {
    stripes.reclaim();
    sources.gather(Long.MAX_VALUE);
    return self.counted("all", registry.reset(visitor));
  }

  public Epoch reset(String name, MetricsVisitor visitor) {
    if (!config.enabled()) {
      return registry.epoch();
    }
    stripes.reclaim();
    return self.counted("family", registry.reset(name, visitor));
  }

  public Epoch reset(String name, List<String> labelValues, MetricsVisitor visitor) {
    if (!config.enabled()) {
      return registry.epoch();
    }
    stripes.reclaim();
    return self.counted("series", registry.reset(name, labelValues, visitor));
  }

  /** Takes an instrument out and gives its names back; returns whether there was one. */
  public boolean remove(String name) {
    return context.registrations().remove(name);
  }

  /** Finds an instrument by its whole name. */
  public Optional<Registration> find(String name) {
    return context.registrations().find(name);
  }

  /** Has something run now and then; returns what ends it. */
  public Runnable every(long periodNanos, Runnable work) {
    LongConsumer chore = nowNanos -> work.run();
    clock.every(periodNanos, chore);
    context.startClock();
    return () -> clock.forget(known -> known == chore);
  }

  public void tick() {
    clock.tick();
  }

  public boolean isClockMoving() {
    return clock.isMoving();
  }

  public void close() {
    clock.close();
    sources.close();
    stripes.reclaim();
  }

  private String fullName(String name) {
    if (name == null) {
      return null; // refused with all other names that are not allowed
    }
    return Names.foreign(config.prefix() + name);
  }

  /** So many that threads which run at once seldom meet, whatever their ids; a power of two. */
  private static int sharedStripes() {
    int wanted = SHARED_STRIPES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    return Integer.highestOneBit(Math.min(wanted, MOST_SHARED_STRIPES));
  }
}
