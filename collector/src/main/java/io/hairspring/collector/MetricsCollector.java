package io.hairspring.collector;

import io.hairspring.collector.internal.CollectorCore;
import io.hairspring.collector.internal.rules.Limits;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceBuilder;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.MetricsVisitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Collects metrics inside a process: makes instruments, and shows what they hold to whoever reads.
 *
 * <p>Instruments are written from any thread without meeting a reader or, as a rule, another
 * writer. A collector is independent of every other; there is no global one.
 *
 * <p>Who registers a metric that exists, with the same name, kind, help, labels and settings, gets
 * the same instrument; with anything else, the exception says both definitions and where the first
 * was made. Two callbacks or figures cannot be one, so the second of a name is refused.
 *
 * <pre>{@code
 * MetricsCollector metrics = MetricsCollector.create();
 * Family<Counter> requests =
 *     metrics.counter("http_requests_total", "Requests answered.").family("endpoint", "method");
 * requests.with("/chat", "POST").inc();
 * }</pre>
 */
public final class MetricsCollector implements AutoCloseable {
  private static final int MOST_LABELS = 4; // of handles

  private final CollectorCore core;

  private MetricsCollector(CollectorConfig config) {
    core = new CollectorCore(config);
  }

  /** Creates a collector with {@link CollectorConfig#defaults()}. */
  public static MetricsCollector create() {
    return create(CollectorConfig.defaults());
  }

  /** Creates a collector. */
  public static MetricsCollector create(CollectorConfig config) {
    return new MetricsCollector(Objects.requireNonNull(config, "config"));
  }

  /**
   * Describes a counter; call {@code register} or {@code family} on the answer to make it.
   *
   * @param name ends in {@code _total}; the configured prefix is put before it
   * @param help one line that says what is counted
   * @throws IllegalArgumentException if the name is not allowed or the help is missing
   */
  public CounterBuilder counter(String name, String help) {
    return core.counter(name, help);
  }

  /**
   * Describes a gauge; call {@code register} or {@code family} on the answer to make it.
   *
   * @param name the configured prefix is put before it
   * @param help one line that says what is shown
   * @throws IllegalArgumentException if the name is not allowed or the help is missing
   */
  public GaugeBuilder gauge(String name, String help) {
    return core.gauge(name, help);
  }

  /**
   * Describes a histogram; call {@code register} or {@code family} on the answer to make it.
   *
   * @param name ends in the unit, such as {@code _bytes}; the configured prefix is put before it
   * @param help one line that says what is measured
   * @throws IllegalArgumentException if the name is not allowed or the help is missing
   */
  public HistogramBuilder histogram(String name, String help) {
    return core.histogram(name, help);
  }

  /**
   * Describes a latency recorder; call {@code register} or {@code family} on the answer to make it.
   *
   * @param name ends in {@code _seconds}, the unit shown, or at least in no other unit of time; the
   *     configured prefix is put before it
   * @param help one line that says what is timed
   * @throws IllegalArgumentException if the name is not allowed or the help is missing
   */
  public LatencyBuilder latency(String name, String help) {
    return core.latency(name, help);
  }

  /**
   * Describes a value recorder, for quantiles of what is no time; call {@code register} or {@code
   * family} on the answer to make it.
   *
   * @param name ends in the unit, such as {@code _bytes}; the configured prefix is put before it
   * @param help one line that says what is measured
   * @throws IllegalArgumentException if the name is not allowed or the help is missing
   */
  public ValueBuilder values(String name, String help) {
    return core.values(name, help);
  }

  /**
   * Shows labels that describe the process, such as its version.
   *
   * @param name ends in {@code _info}; the configured prefix is put before it
   * @param help one line that says what is described
   * @param labels names and values, shown in the order of the map
   * @return takes it out of every answer when closed, unless the same info was shown by others too
   * @throws IllegalArgumentException if a name is not allowed or is another's, or a value is too
   *     long
   */
  public Registration info(String name, String help, Map<String, String> labels) {
    return core.info(name, help, labels);
  }

  /**
   * Describes a state set of an enum; call {@code register} or {@code family} on the answer to make
   * it.
   *
   * @param name the configured prefix is put before it
   * @param help one line that says what is in these states
   * @param states an enum of 1 to 64 constants, each shown as it calls itself ({@code toString})
   * @throws IllegalArgumentException if the name is not allowed, the help is missing, or there are
   *     none, too many, or two states of one name
   */
  public <E extends Enum<E>> StateSetBuilder<E> stateSet(
      String name, String help, Class<E> states) {
    E[] constants = Objects.requireNonNull(states, "states").getEnumConstants();
    if (constants == null) {
      throw new IllegalArgumentException(
          "states must be those of an enum, were of " + states.getName());
    }
    return core.stateSet(name, help, List.of(constants));
  }

  /**
   * Describes a state set of names; call {@code register} or {@code family} on the answer to make
   * it.
   *
   * @param name the configured prefix is put before it
   * @param help one line that says what is in these states
   * @param states 1 to 64 names
   * @throws IllegalArgumentException if the name is not allowed, the help is missing, or there are
   *     none, too many, or two states of one name
   */
  public StateSetBuilder<String> stateSet(String name, String help, List<String> states) {
    return core.stateSet(name, help, Limits.all("states", states));
  }

  /**
   * Shows figures that are kept outside the collector, as another library's instruments keep them,
   * in a family of their own. A source, which only tells its figures when asked, needs less.
   *
   * @param name as for an instrument of this kind; the configured prefix is put before it
   * @param help one line that says what is shown
   * @param kind what the figures are: anything but what a recorder or a state set keeps
   * @param labelNames whose values tell the figures apart
   * @throws IllegalArgumentException if a name is not allowed or exists, the help is missing, or
   *     the kind is another
   */
  public <F extends SeriesFigure> Figures<F> figures(
      String name, String help, FamilyKind kind, String... labelNames) {
    Objects.requireNonNull(kind, "kind");
    return core.figures(name, help, kind, labelNames);
  }

  /** Gathers instruments of this collector that are recorded together, once per request. */
  public RequestBuilder request() {
    return core.request();
  }

  /**
   * Keeps request recorders by label values, so that a caller who knows its labels only as strings
   * finds all instruments of a request with one look-up.
   *
   * @param labels how many label values tell the recorders apart, at least 1
   * @param resolve adds the instruments of given label values; asked once for each combination, or
   *     with {@code overflow} for all of them once {@code maxSeries} exist
   */
  public Family<RequestRecorder> requests(
      int labels, BiConsumer<RequestBuilder, List<String>> resolve) {
    Limits.number("labels", labels, 1, Long.MAX_VALUE);
    Objects.requireNonNull(resolve, "resolve");
    return core.requests(labels, resolve);
  }

  /**
   * Returns where a server that shows this collector counts its scrapes. Shown from the first call
   * on; every call returns the same.
   */
  public ScrapeMetrics scrapeMetrics() {
    return core.scrapeMetrics();
  }

  /**
   * Keeps what {@code resolve} makes of label values, so that a caller who knows its labels only as
   * strings finds it with one look-up.
   *
   * @param name what {@code hairspring_series_overflowed_total} and {@code
   *     hairspring_label_values_too_long_total} call it
   * @param labels how many label values tell the handles apart, 1 to 4
   * @param maxHandles how many there may be before further label values share one, at least 1
   * @param resolve asked once for each combination, or with {@code overflow} for all of them once
   *     {@code maxHandles} exist; in a collector that is switched off, once and at once, with empty
   *     values
   * @throws IllegalArgumentException if a number is out of its range, or the name is blank or too
   *     long
   */
  public <H> Family<H> handles(
      String name, int labels, int maxHandles, Function<List<String>, H> resolve) {
    Limits.number("labels of handles", labels, 1, MOST_LABELS);
    Limits.number("maxHandles", maxHandles, 1, Long.MAX_VALUE);
    return core.handles(name, labels, maxHandles, resolve);
  }

  /**
   * Describes a source, which tells figures that somebody else keeps; call {@code register} on the
   * answer to have it asked.
   *
   * <p>For a single value that is had at once, such as the size of a queue, {@link
   * GaugeBuilder#register(java.util.function.DoubleSupplier)} is simpler: the collection itself
   * asks it. Take a source for whatever may block or fail, for several figures that must be of one
   * moment, and for series that are only known when asked.
   *
   * @param name what the collector's own metrics call it, such as {@code redis}
   * @throws IllegalArgumentException if the name is blank or too long
   */
  public SourceBuilder source(String name, MetricsSource source) {
    return core.source(name, source);
  }

  /**
   * Visits all families and series, after asking the sources, each for as long as its own limit
   * allows. Never makes a writer wait, but for what a full event ring's {@link OverflowPolicy} lets
   * it wait. Any thread; waits for another collection to end, so a visitor should write to memory
   * rather than to a slow reader, and a quarter of a second at most for each event ring to end the
   * batch that it applies.
   *
   * <p>Collections, resets among them, begin at {@link CollectorConfig#maxCollectionsPerSecond} at
   * most. Beyond a second's worth, each waits, parked, for its turn, in the order they came: where
   * n wait, for n divided by that rate seconds at most, so an event loop is no place for it. An
   * interrupted thread does not wait for its turn. To read one instrument, such as {@link
   * Counter#total}, is no collection.
   *
   * @return the open epoch, to which the values belong
   */
  public Epoch visit(MetricsVisitor visitor) {
    return visit(visitor, Limits.UNLIMITED);
  }

  /**
   * Visits as {@link #visit(MetricsVisitor)} does, and waits for all sources together no longer
   * than {@code pullBudget}. Of those that are not ready by then it shows what they told before.
   *
   * @param pullBudget zero or less to ask nobody
   * @return the open epoch, to which the values belong
   */
  public Epoch visit(MetricsVisitor visitor, Duration pullBudget) {
    Objects.requireNonNull(visitor, "visitor");
    long budgetNanos = Limits.patienceNanos("pullBudget", pullBudget);
    return core.visit(visitor, budgetNanos);
  }

  /**
   * Returns the families that there are now, in the order of collections, those too that have no
   * series yet, and what sources have declared. Asks and waits for nobody; any thread.
   */
  public List<FamilyView> families() {
    return core.families();
  }

  /**
   * Closes the epoch and begins the next, showing what the closed one held. Conserves: whatever is
   * recorded meanwhile is in exactly one epoch, handles stay valid, and writers notice nothing.
   * Gauges, infos and what sources tell have no epochs. Sources are asked, and collections take
   * turns, as by {@link #visit(MetricsVisitor)}. A family that the visitor declines is not reset.
   *
   * @return the closed epoch
   */
  public Epoch reset(MetricsVisitor visitor) {
    Objects.requireNonNull(visitor, "visitor");
    return core.reset(visitor);
  }

  /**
   * Closes the epoch of one family and begins its next, as {@link #reset(MetricsVisitor)} does for
   * all, in a collection of its own. The other families' epoch goes on, and so does its number,
   * which the answer bears.
   *
   * @param name the family's name as it is shown, prefix included
   * @return when the closed values were recorded
   * @throws IllegalArgumentException if there is no such family
   */
  public Epoch reset(String name, MetricsVisitor visitor) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(visitor, "visitor");
    return core.reset(name, visitor);
  }

  /**
   * Closes the epoch of one series and begins its next, as {@link #reset(MetricsVisitor)} does for
   * all, in a collection of its own: a thousand in a row take nine seconds unless {@link
   * CollectorConfig#maxCollectionsPerSecond} is told otherwise. Everything else's epoch goes on,
   * and so does its number, which the answer bears.
   *
   * @param name the family's name as it is shown, prefix included
   * @param labelValues as the series was asked for: without the labels of the collector
   * @return when the closed values were recorded
   * @throws IllegalArgumentException if there is no such series
   */
  public Epoch reset(String name, List<String> labelValues, MetricsVisitor visitor) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(labelValues, "labelValues");
    Objects.requireNonNull(visitor, "visitor");
    return core.reset(name, labelValues, visitor);
  }

  /** Returns what this collector was made with. */
  public CollectorConfig config() {
    return core.config();
  }

  /**
   * Moves windows and hides idle series, as far as that is due by the configured ticker. For a
   * collector without a clock thread: call it about once a step of the shortest window. Any thread;
   * waits for another call to end, never for a writer, and a quarter of a second at most for
   * readers.
   */
  public void tick() {
    core.tick();
  }

  /**
   * Has {@code work} run about every {@code period} by the collector's time: by its clock thread,
   * or by whoever calls {@link #tick}. For figures that move with time, as windows do.
   *
   * @param period 1 ms to 365 days
   * @param work short, and throws nothing; windows wait for it
   * @return what ends it; may be run again
   * @throws IllegalArgumentException if the period is shorter or longer
   */
  public Runnable every(Duration period, Runnable work) {
    Objects.requireNonNull(work, "work");
    return core.every(
        Limits.nanos("period", period, Duration.ofMillis(1), Duration.ofDays(365)), work);
  }

  /**
   * Returns whether the clock thread lives and is at most three steps of the shortest window late:
   * a fact for readiness. True as long as nothing needs a clock.
   */
  public boolean isClockMoving() {
    return core.isClockMoving();
  }

  /**
   * Starts a ring for events that hold numbers, or references that may stay: a slot keeps what was
   * last copied into it until it is used again.
   *
   * @see #eventRing(EventSettings, Supplier, BiConsumer, Consumer, Consumer)
   */
  public <E> EventRing<E> eventRing(
      EventSettings settings, Supplier<E> slots, BiConsumer<E, E> copy, Consumer<E> handler) {
    return eventRing(settings, slots, copy, handler, slot -> {});
  }

  /**
   * Starts a ring. Waits for a collection to end, for a quarter of a second at most.
   *
   * @param slots makes an empty event; called {@code capacity} times
   * @param copy copies its first argument into its second, on the publishing thread; an event for
   *     which it throws is counted as failed and not applied
   * @param handler applies an event to instruments of this collector: on the consumer's thread, and
   *     on a publishing thread when events are inlined. What it throws is counted and kept for
   *     {@link EventRing#failures}, and the next event goes on
   * @param clear sets the references of a slot to null, so that an idle ring keeps nothing alive:
   *     on the consumer's thread after each event, applied or failed, and never on a caller's event
   * @throws IllegalArgumentException if a ring of the same name is open, or the name is too long
   */
  public <E> EventRing<E> eventRing(
      EventSettings settings,
      Supplier<E> slots,
      BiConsumer<E, E> copy,
      Consumer<E> handler,
      Consumer<E> clear) {
    return core.eventRing(settings, slots, copy, handler, clear);
  }

  /** Returns how the event rings do that are open, by name; empty where there are none. */
  public List<RingStatus> rings() {
    return core.rings();
  }

  /**
   * Ends what the collector runs: its clock thread, so that windows move no more, and the threads
   * that ask sources, which show what they told last until it is too old. Instruments stay valid
   * and harmless. Event rings and servers are closed by who started them. May be called again.
   */
  @Override
  public void close() {
    core.close();
  }

  /**
   * Finds a metric that was registered here, whoever did that. Neither makes it nor shares in it.
   *
   * @param name the whole name, as in {@link #reset(String, MetricsVisitor)}
   * @return empty if there is none; those of sources are none, nor are further shapes of a latency
   */
  public Optional<Registration> find(String name) {
    Objects.requireNonNull(name, "name");
    return core.find(name);
  }

  /**
   * Takes a metric out of every answer and gives its names back, so that it can be made again, even
   * where several share it: {@link Registration#close} is for one of them. Whoever still holds an
   * instrument of it goes on recording where nobody looks.
   *
   * @param name the whole name, as in {@link #reset(String, MetricsVisitor)}
   * @return whether there was one; the collector's own and those of sources are none
   */
  public boolean remove(String name) {
    Objects.requireNonNull(name, "name");
    return core.remove(name);
  }
}
