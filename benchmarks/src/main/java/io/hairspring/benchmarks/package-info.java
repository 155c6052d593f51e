/**
 * Hairspring beside its peers, each set up as its own documents recommend: what a call costs, what
 * it costs at worst, what a scrape costs, and what a series costs in memory. What metrics add to a
 * whole server is in {@code load}; no other room knows the peers.
 *
 * <p>Classes that end in {@code Benchmark} are JMH's; those with a {@code main} write Markdown.
 * Those that end in {@code SetUp} say how a library is set up. Methods called {@code limit…} are no
 * library: they are what none can beat.
 *
 * <p>{@code bin/benchmark} runs them and writes a page of what came out. {@code java -jar
 * benchmarks/target/benchmarks.jar} is JMH's own main.
 */
package io.hairspring.benchmarks;
