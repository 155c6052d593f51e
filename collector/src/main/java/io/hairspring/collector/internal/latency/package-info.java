/**
 * Latency recorders, put together from the rooms below: {@code write} keeps cells, {@code window}
 * what they held when steps ended, and {@code read} adds them up for readers. These rooms alone
 * know HdrHistogram, but for what the API itself returns.
 */
package io.hairspring.collector.internal.latency;
