/**
 * Hairspring beside its peers, each set up as its own documents recommend: what a call costs, what
 * it costs at worst, and what a series costs in memory. The only room that knows the peers.
 *
 * <p>{@code bin/benchmark [pattern]} builds, runs what matches the pattern (everything without one)
 * and writes {@code results/}: JMH's JSON, and a table with the ratios that count. Run it on a
 * machine that does nothing else. {@code java -jar benchmarks/target/benchmarks.jar} is JMH's own
 * main. Times differ from machine to machine; compare ratios within one run.
 */
package io.hairspring.benchmarks;
