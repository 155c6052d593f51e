package io.hairspring.undertow;

import io.hairspring.catalog.SlowRequests;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.health.Health;

/**
 * What a server shows, and to whom.
 *
 * @param service how the page calls the process
 * @param resetToken what opens the reset; null if nobody may reset
 * @param readers who may read
 * @param path where the metrics are
 * @param slow the slowest requests; null for none
 * @param tsdb the time-series database that questions are handed on to; null for none
 */
record ServerContent(
    MetricsCollector metrics,
    Health health,
    String service,
    Credential resetToken,
    ReadAccess readers,
    String path,
    SlowRequests slow,
    TsdbTarget tsdb) {}
