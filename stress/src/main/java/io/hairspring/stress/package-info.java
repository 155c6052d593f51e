/**
 * Races: jcstress tests of what the collector promises about threads that write, read, reset and
 * come and go at the same time.
 *
 * <p>{@code mvn verify} runs all of them in a short mode and fails on a forbidden outcome; {@code
 * bin/stress} runs them in full, for hours if asked. Tests that do not race two single calls, such
 * as conservation over a long run, model checks and properties, are this module's JUnit tests.
 */
package io.hairspring.stress;
