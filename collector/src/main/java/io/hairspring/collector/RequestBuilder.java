package io.hairspring.collector;

import io.hairspring.collector.latency.LatencyRecorder;
import io.hairspring.collector.latency.cells.LatencyGroup;
import io.hairspring.collector.latency.cells.StripedLatencyRecorder;
import io.hairspring.collector.series.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Gathers the instruments of a {@link RequestRecorder}. Not thread-safe. Instruments of a collector
 * that is switched off are passed over.
 *
 * <p>Each method throws {@link IllegalArgumentException} for an instrument of another collector:
 * its stripes are not found with those of this one.
 */
public final class RequestBuilder {
  private static final int FIRST_ERROR = 500;

  private final CollectorCore core;
  private final List<StripedCounter> counters = new ArrayList<>();
  private final List<RequestCounters.Errors> errors = new ArrayList<>();
  private final List<StripedLatencyRecorder> latencies = new ArrayList<>();
  private final List<StripedHistogram> requestBytes = new ArrayList<>();
  private final List<StripedHistogram> responseBytes = new ArrayList<>();
  private final List<IntFunction<StripedCounter>> byStatus = new ArrayList<>();

  RequestBuilder(CollectorCore core) {
    this.core = core;
  }

  /** Returns recorders by label values, each of the instruments that {@code resolve} adds. */
  static Family<RequestRecorder> family(
      CollectorCore core, int labels, BiConsumer<RequestBuilder, List<String>> resolve) {
    SeriesTable<StripedRequestRecorder> table =
        new SeriesTable<>(
            core.bounds("requests", core.config().maxSeries()),
            values -> {
              RequestBuilder builder = new RequestBuilder(core);
              resolve.accept(builder, List.of(values));
              return builder.build(values);
            });
    return Family.of("requests", labels, table);
  }

  /** Adds a counter of all requests. */
  public RequestBuilder count(Counter counter) {
    addTo(counters, counter);
    return this;
  }

  /** Adds a counter of the requests whose status is 500 or above. */
  public RequestBuilder countErrors(Counter counter) {
    return countErrors(counter, status -> status >= FIRST_ERROR);
  }

  /**
   * Adds a counter of the requests whose status is an error.
   *
   * @param isError asked once for each status from 100 to 599, and each time for others; answers
   *     the same every time
   */
  public RequestBuilder countErrors(Counter counter, IntPredicate isError) {
    Objects.requireNonNull(isError, "isError");
    if (Objects.requireNonNull(counter, "counter") instanceof StripedCounter striped) {
      errors.add(new RequestCounters.Errors(own(striped), isError));
    }
    return this;
  }

  /**
   * Adds a counter of each status, and says how to find it. It is asked once for each status from
   * 100 to 599, and each time for others.
   */
  public RequestBuilder countStatus(IntFunction<Counter> byStatus) {
    Objects.requireNonNull(byStatus, "byStatus");
    this.byStatus.add(status -> own((StripedCounter) byStatus.apply(status)));
    return this;
  }

  /** Adds a recorder of the latency. */
  public RequestBuilder latency(LatencyRecorder recorder) {
    if (Objects.requireNonNull(recorder, "recorder") instanceof StripedLatencyRecorder striped) {
      if (striped.stripes() != core.stripes()) {
        throw foreign(recorder);
      }
      latencies.add(striped);
    }
    return this;
  }

  /** Adds a histogram of the sizes of requests. */
  public RequestBuilder requestBytes(Histogram histogram) {
    addTo(requestBytes, histogram);
    return this;
  }

  /** Adds a histogram of the sizes of responses. */
  public RequestBuilder responseBytes(Histogram histogram) {
    addTo(responseBytes, histogram);
    return this;
  }

  /** Makes the recorder. */
  public RequestRecorder build() {
    return core.config().enabled() ? build(new String[0]) : Disabled.REQUEST;
  }

  /** Makes the recorder that these label values find. */
  StripedRequestRecorder build(String[] values) {
    return new StripedRequestRecorder(
        values,
        core,
        new RequestCounters(counters, byStatus, errors, core.statusSlots()),
        new LatencyGroup(latencies),
        requestBytes,
        responseBytes);
  }

  private void addTo(List<StripedCounter> list, Counter counter) {
    if (Objects.requireNonNull(counter, "counter") instanceof StripedCounter striped) {
      list.add(own(striped));
    }
  }

  private void addTo(List<StripedHistogram> list, Histogram histogram) {
    if (Objects.requireNonNull(histogram, "histogram") instanceof StripedHistogram striped) {
      if (striped.stripes() != core.stripes()) {
        throw foreign(histogram);
      }
      list.add(striped);
    }
  }

  private StripedCounter own(StripedCounter counter) {
    if (counter.stripes() != core.stripes()) {
      throw foreign(counter);
    }
    return counter;
  }

  private static IllegalArgumentException foreign(Object instrument) {
    return new IllegalArgumentException(
        "instrument "
            + instrument
            + " belongs to another collector; expected one of the collector that this request"
            + " belongs to");
  }
}
