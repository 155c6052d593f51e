package io.hairspring.collector;

/**
 * What whoever serves a collector's metrics tells of its own work, among the collector's own
 * metrics. One set for a collector: several servers count into the same series. Any thread.
 *
 * @param ended the scrapes by their {@code outcome}, of which each has one
 * @param shared the scrapes that waited for a rendering that another had asked for
 * @param refused the requests other than scrapes that were refused, by the {@code reason}
 * @param unshown the families and series that another library's registry did not take, by {@code
 *     reader}
 * @param connections the connections that are open
 * @param connectionsEvicted the connections without a request that were closed to make room for
 *     others
 * @param connectionsRefused the connections that were closed as they came, because there was no
 *     room for them
 * @param connectionsTimedOut the connections that were closed because their client was silent for
 *     too long, by the {@code reason}
 * @param bytes the bytes sent to scrapes, by {@code route} and {@code format}
 * @param proxied the questions to a time-series database, by {@code route} and {@code outcome}
 * @param durations the times of whole scrapes, waiting and sending included, by route and format
 * @param renderings the times of renderings, by route and format, with what a collection waits for:
 *     sources and its turn. One may serve several scrapes
 */
public record ScrapeMetrics(
    Family<Counter> ended,
    Counter shared,
    Family<Counter> refused,
    Family<Counter> unshown,
    Gauge connections,
    Counter connectionsEvicted,
    Counter connectionsRefused,
    Family<Counter> connectionsTimedOut,
    Family<Counter> bytes,
    Family<Counter> proxied,
    Family<LatencyRecorder> durations,
    Family<LatencyRecorder> renderings) {}
