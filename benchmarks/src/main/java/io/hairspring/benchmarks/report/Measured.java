package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that came out of a run.
 *
 * @param results of JMH
 * @param programs what each {@link Program} wrote, by its name
 * @param over whether nothing else will come
 * @param failed benchmarks that began and gave no result, with their parameters
 */
record Measured(
    Results results, Map<String, List<String>> programs, boolean over, List<String> failed) {
  Optional<Result> find(String name) {
    return results.find(name);
  }

  /** Returns what a program wrote, nothing where it did not run. */
  List<String> lines(String program) {
    return programs.getOrDefault(program, List.of());
  }

  /** Returns the bytes of heap that a series of this kind took in this library. */
  Optional<Footprint> footprint(String series, String library) {
    return Footprint.read(lines(Footprint.PROGRAM)).stream()
        .filter(print -> print.series().equals(series) && print.library().equals(library))
        .findFirst();
  }
}
