/**
 * Runs the comparison and says what came out: JMH's results, the aims that they reach or miss, and
 * what was not measured. Knows the benchmarks by name alone, and no library that is compared.
 */
package io.hairspring.benchmarks.report;
