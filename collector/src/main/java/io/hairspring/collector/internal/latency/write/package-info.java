/**
 * The cells of latencies: which latency counts where, how it is recorded, and how the cells of
 * several stripes are added up. Knows neither windows nor readers.
 */
package io.hairspring.collector.internal.latency.write;
