package io.hairspring.benchmarks.load;

import java.util.Arrays;

/**
 * What a server used since its JVM began.
 *
 * @param bytes allocated by the threads that live
 * @param requests that a scrape of its metrics tells of
 */
record Usage(long cpuNanos, long bytes, long requests) {
  private static final String COUNT = Subject.DURATION + "_count";

  String line() {
    return cpuNanos + " " + bytes + " " + requests;
  }

  /** Reads what {@link #line} wrote. */
  static Usage read(String line) {
    long[] figures = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Usage(figures[0], figures[1], figures[2]);
  }

  /** Returns how many durations a scrape in text has. */
  static long counted(String text) {
    return (long)
        text.lines()
            .filter(line -> line.startsWith(COUNT))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }
}
