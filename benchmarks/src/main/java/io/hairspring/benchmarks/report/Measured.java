package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * All that came out of a run.
 *
 * @param over whether nothing else will come
 * @param failed benchmarks that began and gave no result, with their parameters
 */
record Measured(Results results, List<Footprint> footprints, boolean over, List<String> failed) {
  Optional<Result> find(String name) {
    return results.find(name);
  }

  /** Returns the bytes of heap that a series of this kind took in this library. */
  Optional<Footprint> footprint(String series, String library) {
    return footprints.stream()
        .filter(print -> print.series().equals(series) && print.library().equals(library))
        .findFirst();
  }
}
