package io.hairspring.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/** As {@link RequestBenchmark}, with one thread, which nobody competes with. */
@Threads(1)
public class RequestOneThreadBenchmark extends RequestBenchmark {}
