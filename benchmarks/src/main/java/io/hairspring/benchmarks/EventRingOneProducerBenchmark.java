package io.hairspring.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/** As {@link EventRingBenchmark}, with one producer. */
@Threads(1)
public class EventRingOneProducerBenchmark extends EventRingBenchmark {}
