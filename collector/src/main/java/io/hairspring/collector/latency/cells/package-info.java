/**
 * How latencies are kept: HdrHistogram's layout in pages per stripe, exact bucket bounds, and the
 * sums that a reader makes of them, now and over windows. Imports the stripes, the series, the
 * windows and the snapshots; used by the front door.
 */
package io.hairspring.collector.latency.cells;
