package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.RequestBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The families that every group of requests has, whoever sends or answers them: {@code
 * requests_total}, by status unless the settings leave that out, and {@code
 * request_duration_seconds}.
 */
final class RequestFamilies {
  private static final String REQUESTS = "requests_total";
  private static final String STATUS = "status";

  private final LabelProjection<Counter> requests;
  private final LabelProjection<LatencyRecorder> duration;
  private final boolean byStatus;

  /**
   * Declares both.
   *
   * @param dimensions those of a request; its status comes behind them
   */
  RequestFamilies(
      GroupInstruments group, Dimensions dimensions, String requestsHelp, String durationHelp) {
    Dimensions withStatus = dimensions.and(STATUS);
    requests = group.counter(REQUESTS, requestsHelp, withStatus);
    duration = group.latency("request_duration_seconds", durationHelp, dimensions);
    byStatus = group.shows(REQUESTS, STATUS, withStatus);
  }

  /** Returns whether requests are told apart by their status. */
  boolean byStatus() {
    return byStatus;
  }

  /** Adds both to what a request with these values moves. */
  void addTo(RequestBuilder request, List<String> values) {
    addTo(request, values, counter -> {}, cut -> true);
  }

  /**
   * Adds both to what a request with these values moves.
   *
   * @param found is told each counter of requests that is moved
   * @param concerned whether a request moves a family at all
   */
  void addTo(
      RequestBuilder request,
      List<String> values,
      Consumer<Counter> found,
      Predicate<LabelProjection<?>> concerned) {
    addRequests(request, values, concerned.test(requests) ? found : null);
    if (concerned.test(duration)) {
      request.latency(duration.with(values));
    }
  }

  private void addRequests(RequestBuilder request, List<String> values, Consumer<Counter> found) {
    if (found == null) {
      return;
    }
    if (byStatus) {
      countStatus(request, requests, values, found);
    } else if (requests.isShown()) {
      Counter counter = requests.with(values);
      found.accept(counter);
      request.count(counter);
    }
  }

  /** Adds the counter of each status, which comes behind the values. */
  static void countStatus(
      RequestBuilder request, LabelProjection<Counter> counters, List<String> values) {
    countStatus(request, counters, values, counter -> {});
  }

  private static void countStatus(
      RequestBuilder request,
      LabelProjection<Counter> counters,
      List<String> values,
      Consumer<Counter> found) {
    if (counters.isShown()) {
      request.countStatus(
          status -> {
            Counter counter = counters.with(Dimensions.with(values, Statuses.label(status)));
            found.accept(counter);
            return counter;
          });
    }
  }
}
