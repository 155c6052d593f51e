package io.hairspring.collector.internal.self;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.RingStatus;
import io.hairspring.collector.ScrapeMetrics;
import io.hairspring.collector.internal.instrument.Losses;
import io.hairspring.collector.internal.latency.write.CellOwners;
import io.hairspring.collector.internal.registry.CollectionLock;
import io.hairspring.collector.internal.registry.Expiry;
import io.hairspring.collector.internal.registry.ExposedFamily;
import io.hairspring.collector.internal.registry.Registry;
import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.Epoch;
import java.util.List;

/** What a collector tells of itself: at once, or from the first of what it is about. Any thread. */
public final class SelfMetrics {
  private static final String[] ROUTE_AND_FORMAT = {"route", "format"};

  private final OwnInstruments own;
  private final CollectionLock collections;
  private final Losses losses;
  private final Counter delayedCollections;
  private final Family<Counter> resets;
  private RingMetrics rings; // under the monitor, as the next
  private ScrapeMetrics scrapes;
  private SourceMetrics sources;

  public SelfMetrics(OwnInstruments own, CollectionLock collections, Losses losses) {
    this.own = own;
    this.collections = collections;
    this.losses = losses;
    delayedCollections =
        own.counter(
            "hairspring_collections_delayed_total",
            "Collections that waited because readers came more often than allowed.");
    resets =
        own.counters(
            "hairspring_resets_total",
            "Epochs closed: of all, of a family or of a series.",
            "scope");
    for (String scope : List.of("all", "family", "series")) {
      resets.with(scope); // now: what is absent cannot be alerted on
    }
  }

  /** Returns the counter of series that were hidden. */
  public Counter expired() {
    return own.counter(
        "hairspring_series_expired_total",
        "Series hidden because nothing was recorded in them for the configured time.");
  }

  /** Returns the counter of looks for idle series that were not done in time. */
  public Counter expiryDeferred() {
    return own.counter(
        "hairspring_expiry_deferred_total",
        "Looks for idle series that waited too long for readers, and were to go on later.");
  }

  /** Shows figures that are kept anyway, as callbacks that cost nothing until somebody reads. */
  public void show(Stripes stripes, CellOwners owners, Registry registry, Expiry expiry) {
    own.counter(
        "hairspring_counters_saturated_total",
        "Times that a counter passed 2^63-1, or was shown as that because it is more.",
        stripes.reader()::saturated);
    own.counter(
        "hairspring_latency_own_cells_total",
        "Times that a stripe was given cells of its own in a latency series.",
        owners::given);
    own.counter(
        "hairspring_latency_own_cells_refused_total",
        "Times that a stripe was given none though it was hot, for want of memory.",
        owners::refused);
    own.counter(
        "hairspring_latency_cells_folded_total",
        "Times that a stripe's own cells in a latency series were given back.",
        owners::folded);
    own.gauge(
        "hairspring_latency_own_cells",
        "Pairs of a stripe and a latency series in which it has cells of its own.",
        owners::owned);
    own.gauge(
        "hairspring_latency_own_cells_bytes",
        "Memory that stripes' own cells in latency series take.",
        owners::bytes);
    own.gauge(
        "hairspring_series", "Series shown to readers.", () -> registry.series() - expiry.hidden());
    own.gauge(
        "hairspring_series_hidden",
        "Series not shown because nothing was recorded in them for the configured time.",
        expiry::hidden);
    own.sizes(
        "hairspring_family_series",
        "Series of each family, the collector's own left out.",
        ExposedFamily::series);
    own.sizes(
        "hairspring_memory_bytes",
        "Memory that the cells of each family's series take, about, the collector's own left out.",
        ExposedFamily::bytes);
    own.gauge("hairspring_stripes", "Stripes that hold memory.", stripes::count);
    own.gauge(
        "hairspring_stripe_leases", "Threads that hold a lease of a stripe.", stripes::leases);
    own.gauge(
        "hairspring_epoch", "Number of the open epoch, from 1.", () -> registry.epoch().number());
  }

  public void collectionDelayed() {
    delayedCollections.inc();
  }

  /** Counts a reset, and returns what it closed. */
  public Epoch counted(String scope, Epoch closed) {
    resets.with(scope).inc();
    return closed;
  }

  /** Returns the metrics of event rings, which exist from the first ring on. */
  public synchronized RingMetrics rings() {
    if (rings == null) {
      rings = new RingMetrics(own, collections);
    }
    return rings;
  }

  /** Returns how the open rings do, without making metrics for them if there never was one. */
  public List<RingStatus> ringStatuses() {
    RingMetrics made = ringsIfMade();
    return made == null ? List.of() : made.statuses();
  }

  /** Returns the gates of the open rings. */
  public List<Gate> gates() {
    RingMetrics made = ringsIfMade();
    return made == null ? List.of() : made.gates();
  }

  private synchronized RingMetrics ringsIfMade() {
    return rings;
  }

  /** Returns the metrics of sources, which exist from the first source on. */
  public synchronized SourceMetrics sources() {
    if (sources == null) {
      sources = new SourceMetrics(own, losses);
    }
    return sources;
  }

  /** Returns the metrics of scrapes, which exist from the first server on. */
  public synchronized ScrapeMetrics scrapes() {
    if (scrapes == null) {
      scrapes = makeScrapes();
    }
    return scrapes;
  }

  private ScrapeMetrics makeScrapes() {
    return new ScrapeMetrics(
        own.counters("hairspring_scrapes_total", "Scrapes, by how each of them ended.", "outcome"),
        own.counter(
            "hairspring_scrapes_shared_total",
            "Scrapes that waited for a rendering that another had asked for."),
        own.counters(
            "hairspring_server_refusals_total",
            "Requests to a metrics server that were refused before it was known whether they"
                + " scrape, or that do not, by the reason.",
            "reason"),
        own.counters(
            "hairspring_reader_refusals_total",
            "Families and series that another library's registry did not take, by the reader.",
            "reader"),
        own.gauge("hairspring_connections", "Connections open to metrics servers."),
        own.counter(
            "hairspring_connections_evicted_total",
            "Connections without a request under way that were closed to make room for others."),
        own.counter(
            "hairspring_connections_refused_total",
            "Connections closed as they came, because there was no room for them."),
        own.counters(
            "hairspring_connections_timed_out_total",
            "Connections closed because their client was silent for too long, by what was"
                + " awaited of it.",
            "reason"),
        own.counters(
            "hairspring_scrape_bytes_total",
            "Bytes of answers sent to scrapes, as they were sent: in gzip or not.",
            ROUTE_AND_FORMAT),
        own.counters(
            "hairspring_tsdb_requests_total",
            "Questions handed on to a time-series database, by how each of them ended.",
            "route",
            "outcome"),
        own.latencies(
            "hairspring_scrape_duration_seconds",
            "Time from the arrival of an answered scrape until its answer was sent.",
            ROUTE_AND_FORMAT),
        own.latencies(
            "hairspring_scrape_rendering_seconds",
            "Time to collect the metrics, write them down and compress them.",
            ROUTE_AND_FORMAT));
  }
}
