/**
 * What readers see of latencies: sums, buckets, quantiles and windows, computed from cells and
 * snapshots. Writes nothing that a recording reads.
 */
package io.hairspring.collector.internal.latency.read;
