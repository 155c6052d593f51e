/**
 * Latency recording as a caller sees it. This room and {@code latency.cells} below it are the only
 * ones that know HdrHistogram.
 */
package io.hairspring.collector.latency;
