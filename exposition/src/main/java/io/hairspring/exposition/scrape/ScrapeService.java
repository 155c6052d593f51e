package io.hairspring.exposition.scrape;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.thread.DaemonThreads;
import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.exposition.format.LatencyHdrJson;
import io.hairspring.exposition.format.LatencySummaryJson;
import io.hairspring.exposition.format.LatencySummaryTable;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.MetricsJson;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.PrometheusProtobuf;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.negotiation.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Answers scrapes for a server of any kind: negotiates format and gzip, lets equal requests share
 * one rendering whose values are read after all of them arrived, and bounds what is rendered and
 * read at a time.
 *
 * <pre>{@code
 * ScrapeService service = ScrapeService.create(metrics);
 * CompletableFuture<ScrapeAnswer> asked = service.scrape(request);
 * connection.whenClosed(() -> asked.cancel(false));
 * asked.thenAccept(answer -> connection.send(answer, answer::sent));
 * }</pre>
 *
 * <p>No call blocks: what takes time runs on two daemon threads, called {@code
 * hairspring-metrics-render-}, which end when they are idle, so that a service need not be closed.
 * Answers arrive on these threads, on the JDK's thread for timeouts or on the calling one; a host
 * that would block on any of them goes on on a thread of its own ({@code thenAcceptAsync}).
 *
 * <p>A host cancels the future if the client leaves before it is answered. Each answer that a
 * future is completed with is to be {@linkplain ScrapeAnswer#sent ended} by the host. Thread-safe.
 */
public final class ScrapeService implements AutoCloseable {
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final String HDR = "/hdr";
  private static final String OPTIONAL = "name[]";
  private static final String REQUIRED = "name";
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 250;
  private static final int RENDERING = 2; // one compresses while the other collects
  private static final long FINISH_MILLIS = 250;

  private final ExecutorService rendering =
      DaemonThreads.pool("hairspring-metrics-render-", RENDERING);
  private final ExecutorService resetting = DaemonThreads.pool("hairspring-metrics-reset-", 1);
  private final Deflaters deflaters = new Deflaters();
  private final KeptRenderings kept = new KeptRenderings();
  private final Map<String, FormatNegotiator> routes = new HashMap<>();
  private final ScrapeLimits limits;
  private final ScrapeCounts counts;
  private final ResponseSlots slots;
  private final ScrapeCoalescer coalescer;
  private final Resets resets;

  /** Creates one that collects so, and asks sources for so long at most. */
  ScrapeService(Builder builder, BiFunction<MetricsVisitor, Duration, Epoch> collection) {
    DaemonThreads.startTimeouts();
    limits = builder.limits;
    counts = new ScrapeCounts(builder.metrics);
    slots = new ResponseSlots(limits.maxAnswers(), limits.maxWaiting());
    coalescer = new ScrapeCoalescer(collection, rendering, deflaters, kept, slots, counts);
    resets = new Resets(builder.metrics, resetting, deflaters, counts);
    add("", builder.everything(), builder.metrics);
    add("/json", List.of(MetricsJson::new), builder.metrics);
    add(HDR, List.of(LatencyHdrJson::new), builder.metrics);
    add("/summary", List.of(LatencySummaryJson::new, LatencySummaryTable::new), builder.metrics);
  }

  private void add(
      String path, List<Supplier<? extends MetricsFormat>> formats, MetricsCollector metrics) {
    routes.put(path, new FormatNegotiator("/metrics" + path, formats, metrics));
  }

  /** Returns a service for {@code metrics} with the usual formats and limits. */
  public static ScrapeService create(MetricsCollector metrics) {
    return builder(metrics).build();
  }

  /** Returns a builder of a service for {@code metrics}. */
  public static Builder builder(MetricsCollector metrics) {
    return new Builder(metrics);
  }

  /**
   * Answers a scrape. {@code name[]} parameters narrow the answer to the families they name; {@code
   * /hdr} wants at least one {@code name} instead. The whole answer is in memory before its first
   * byte is sent, so that its values belong to one short instant however slowly it is read.
   *
   * @return the answer, of whatever status; never fails, unless the host cancels it, by which it
   *     says that the client left
   */
  public CompletableFuture<ScrapeAnswer> scrape(ScrapeRequest request) {
    FormatNegotiator route = routes.get(request.path().equals("/") ? "" : request.path());
    if (route == null) {
      return error(request, ScrapeAnswer.NOT_FOUND, "not found");
    }
    if (!READ.contains(request.method())) {
      return notAllowed(request, "GET, HEAD");
    }
    boolean required = request.path().equals(HDR);
    String parameter = required ? REQUIRED : OPTIONAL;
    List<String> names;
    try {
      names = request.parameters().get(parameter);
    } catch (IllegalArgumentException malformed) {
      return malformed(request);
    }
    if (names == null ? required : !areBounded(names)) {
      counts.bad().inc();
      return error(
          request,
          ScrapeAnswer.BAD_REQUEST,
          parameter
              + " expected "
              + (required ? "at least once and " : "")
              + "at most "
              + MOST_NAMES
              + " times, each of at most "
              + LONGEST_NAME
              + " characters");
    }
    FormatNegotiator.Chosen chosen = route.choose(request.lines("Accept"));
    Scrape scrape = new Scrape(request, chosen, limits, counts, slots);
    CompletableFuture<ScrapeAnswer> answer = scrape.await();
    coalescer.add(
        new ScrapeCoalescer.Key(
            chosen.pool(), chosen.escaping(), names == null ? null : Set.copyOf(names)),
        scrape);
    return answer;
  }

  private static boolean areBounded(List<String> names) {
    return names.size() <= MOST_NAMES
        && names.stream().allMatch(name -> name.length() <= LONGEST_NAME);
  }

  /**
   * Closes the epoch of everything, or of what the parameters {@code name} and {@code label} say,
   * and answers with it in JSON. For whoever may do so: that is for the host to see to. Not within
   * the limits of scrapes; one after the other, on a thread of their own.
   *
   * @return as {@link #scrape} does
   */
  public CompletableFuture<ScrapeAnswer> reset(ScrapeRequest request) {
    if (!request.method().equals("POST")) {
      return notAllowed(request, "POST");
    }
    Map<String, List<String>> parameters;
    try {
      parameters = request.parameters();
    } catch (IllegalArgumentException malformed) {
      return malformed(request);
    }
    return resets.add(request, parameters);
  }

  private CompletableFuture<ScrapeAnswer> malformed(ScrapeRequest request) {
    counts.bad().inc();
    return error(request, ScrapeAnswer.BAD_REQUEST, "expected a query that can be decoded");
  }

  private static CompletableFuture<ScrapeAnswer> notAllowed(ScrapeRequest request, String allow) {
    return CompletableFuture.completedFuture(
        ScrapeAnswer.error(
                request, ScrapeAnswer.METHOD_NOT_ALLOWED, "method not allowed; expected " + allow)
            .with("Allow", allow));
  }

  private static CompletableFuture<ScrapeAnswer> error(
      ScrapeRequest request, int status, String message) {
    return CompletableFuture.completedFuture(ScrapeAnswer.error(request, status, message));
  }

  /**
   * Disconnects the client that has been reading slowly for longest, for a host that needs its
   * connection.
   *
   * @return whether there was one
   */
  public boolean disconnectSlowest() {
    return slots.disconnectSlowest();
  }

  /** Returns how many scrapes ended how, by {@code outcome}, and how many were {@code shared}. */
  public Map<String, Long> totals() {
    return counts.totals();
  }

  /**
   * Refuses what comes from now on, lets what is being rendered end for up to a quarter of a
   * second, and ends the threads. May be called again.
   */
  @Override
  public void close() {
    rendering.shutdown();
    resetting.shutdown();
    try {
      finish(rendering);
      finish(resetting);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the caller is in a hurry: stop without waiting
    }
    rendering.shutdownNow();
    resetting.shutdownNow();
    deflaters.close();
    kept.close();
  }

  private static void finish(ExecutorService threads) throws InterruptedException {
    if (!threads.awaitTermination(FINISH_MILLIS, TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }

  /** Describes a service. Not thread-safe. */
  public static final class Builder {
    private final MetricsCollector metrics;
    private final List<Supplier<? extends MetricsFormat>> formats = new ArrayList<>();
    private ScrapeLimits limits = ScrapeLimits.DEFAULTS;
    private boolean createdTimes;

    private Builder(MetricsCollector metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /** Sets how long clients may take, and how much is done at a time. */
    public Builder limits(ScrapeLimits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets whether OpenMetrics answers also say when each counter, histogram and summary was made
     * or last reset, in {@code _created} lines; not unless told otherwise, since a Prometheus that
     * does not read them as times keeps a series for each.
     */
    public Builder createdTimes(boolean createdTimes) {
      this.createdTimes = createdTimes;
      return this;
    }

    /**
     * Offers a format of the host's own beside the others of all metrics, to clients that would
     * rather have its content type. May be called again, for one more.
     *
     * @param format makes one for each answer that is rendered at a time; any thread
     * @throws IllegalArgumentException if its content type is no media type, or that of a format
     *     which is there
     */
    public Builder format(Supplier<? extends MetricsFormat> format) {
      MediaType type = typeOf(Objects.requireNonNull(format, "format"));
      if (everything().stream().anyMatch(other -> typeOf(other).equals(type))) {
        throw new IllegalArgumentException(
            "format of content type "
                + type
                + " is there already; expected a content type of its own, such as text/csv");
      }
      formats.add(format);
      return this;
    }

    private static MediaType typeOf(Supplier<? extends MetricsFormat> format) {
      return MediaType.of(Objects.requireNonNull(format.get(), "what format makes").contentType());
    }

    /** Returns the formats of all metrics, the one to fall back to first. */
    private List<Supplier<? extends MetricsFormat>> everything() {
      boolean created = createdTimes;
      Stream<Supplier<? extends MetricsFormat>> ours =
          Stream.of(
              PrometheusText::new,
              () -> new OpenMetricsText(created),
              PrometheusProtobuf::new,
              PrometheusText::version1,
              MetricsJson::new);
      return Stream.concat(ours, formats.stream()).toList();
    }

    /** Returns a service. */
    public ScrapeService build() {
      return new ScrapeService(this, metrics::visit);
    }
  }
}
