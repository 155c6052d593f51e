package io.hairspring.benchmarks.report;

import java.io.PrintStream;
import java.util.Optional;

/** A part of a run whose result is kept as a whole. */
interface Step {
  /** Returns what it is called in results: class, method and values of parameters. */
  String name();

  /** Returns what its result depends on beside the jar and the machine. */
  String settings();

  /** Returns how long it takes, roughly. */
  double seconds();

  /** Returns whether its result is JMH's JSON; else it is Markdown. */
  boolean isJmh();

  /**
   * Measures.
   *
   * @param out is told what is going on
   * @return nothing if there was no result
   */
  Optional<String> run(PrintStream out) throws Exception;
}
