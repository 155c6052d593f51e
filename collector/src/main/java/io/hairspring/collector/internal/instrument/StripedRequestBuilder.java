package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.internal.latency.DisabledLatencyRecorder;
import io.hairspring.collector.internal.latency.LatencyGroup;
import io.hairspring.collector.internal.latency.StripedLatencyRecorder;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.internal.stripe.Stripes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Gathers striped instruments of one collector. */
public final class StripedRequestBuilder implements RequestBuilder {
  private static final int FIRST_ERROR = 500;

  private final InstrumentContext context;
  private final List<StripedCounter> counters = new ArrayList<>();
  private final List<RequestCounters.Errors> errors = new ArrayList<>();
  private final List<StripedLatencyRecorder> latencies = new ArrayList<>();
  private final List<StripedHistogram> requestBytes = new ArrayList<>();
  private final List<StripedHistogram> responseBytes = new ArrayList<>();
  private final List<IntFunction<StripedCounter>> byStatus = new ArrayList<>();

  public StripedRequestBuilder(InstrumentContext context) {
    this.context = context;
  }

  /** Returns recorders by label values, each of the instruments that {@code resolve} adds. */
  public static Family<RequestRecorder> family(
      InstrumentContext context, int labels, BiConsumer<RequestBuilder, List<String>> resolve) {
    if (!context.config().enabled()) {
      return SeriesFamily.disabled("requests", labels, Disabled.REQUEST);
    }
    SeriesTable<StripedRequestRecorder> table =
        new SeriesTable<>(
            context.bounds("requests", context.config().maxSeries()),
            values -> {
              StripedRequestBuilder builder = new StripedRequestBuilder(context);
              resolve.accept(builder, List.of(values));
              return builder.build(values);
            });
    return SeriesFamily.of("requests", labels, table);
  }

  @Override
  public RequestBuilder count(Counter counter) {
    addTo(counters, counter);
    return this;
  }

  @Override
  public RequestBuilder countErrors(Counter counter) {
    return countErrors(counter, status -> status >= FIRST_ERROR);
  }

  @Override
  public RequestBuilder countErrors(Counter counter, IntPredicate isError) {
    Objects.requireNonNull(isError, "isError");
    StripedCounter striped = own(counter);
    if (striped != null) {
      errors.add(new RequestCounters.Errors(striped, isError));
    }
    return this;
  }

  @Override
  public RequestBuilder countStatus(IntFunction<Counter> byStatus) {
    Objects.requireNonNull(byStatus, "byStatus");
    this.byStatus.add(status -> own(byStatus.apply(status)));
    return this;
  }

  @Override
  public RequestBuilder latency(LatencyRecorder recorder) {
    Objects.requireNonNull(recorder, "recorder");
    if (recorder instanceof StripedLatencyRecorder striped) {
      latencies.add(own(striped, striped.stripes()));
    } else if (recorder != DisabledLatencyRecorder.INSTANCE) {
      throw foreign(recorder);
    }
    return this;
  }

  @Override
  public RequestBuilder requestBytes(Histogram histogram) {
    addTo(requestBytes, histogram);
    return this;
  }

  @Override
  public RequestBuilder responseBytes(Histogram histogram) {
    addTo(responseBytes, histogram);
    return this;
  }

  @Override
  public RequestRecorder build() {
    return context.config().enabled() ? build(new String[0]) : Disabled.REQUEST;
  }

  /** Makes the recorder that these label values find. */
  StripedRequestRecorder build(String[] values) {
    return new StripedRequestRecorder(
        values,
        context,
        new RequestCounters(counters, byStatus, errors, context.statusSlots()),
        new LatencyGroup(latencies),
        requestBytes,
        responseBytes);
  }

  private void addTo(List<StripedCounter> list, Counter counter) {
    StripedCounter striped = own(counter);
    if (striped != null) {
      list.add(striped);
    }
  }

  private void addTo(List<StripedHistogram> list, Histogram histogram) {
    Objects.requireNonNull(histogram, "histogram");
    if (histogram instanceof StripedHistogram striped) {
      list.add(own(striped, striped.stripes()));
    } else if (histogram != Disabled.HISTOGRAM) {
      throw foreign(histogram);
    }
  }

  /** Returns the counter, or null if it is one that does nothing. */
  private StripedCounter own(Counter counter) {
    Objects.requireNonNull(counter, "counter");
    if (counter instanceof StripedCounter striped) {
      return own(striped, striped.stripes());
    }
    if (counter == Disabled.COUNTER) {
      return null;
    }
    throw foreign(counter);
  }

  private <I> I own(I instrument, Stripes stripes) {
    if (stripes != context.stripes()) {
      throw foreign(instrument);
    }
    return instrument;
  }

  private static IllegalArgumentException foreign(Object instrument) {
    return new IllegalArgumentException(
        "instrument "
            + instrument
            + " belongs to another collector, or to none; expected one that was made by the"
            + " collector of this request");
  }
}
