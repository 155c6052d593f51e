package io.hairspring.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/**
 * As {@link CounterBenchmark}, with one thread: what spreading writers costs where none compete.
 */
@Threads(1)
public class CounterOneThreadBenchmark extends CounterBenchmark {}
