package io.hairspring.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A figure that the design asks for: at most so much.
 *
 * @param unit of the figure, with a space before; empty for a ratio
 * @param threads with which it has to be measured
 * @param results the {@linkplain Result#name names} of JMH's results that it needs
 * @param figure finds it; nothing where what it needs was not measured
 * @param why it was not measured, where that needs saying; else empty
 */
record Aim(
    String what,
    double most,
    String unit,
    int threads,
    List<String> results,
    Function<Measured, Optional<Estimate>> figure,
    String why) {
  private Aim(
      String what,
      double most,
      String unit,
      int threads,
      List<String> results,
      Function<Measured, Optional<Estimate>> figure) {
    this(what, most, unit, threads, results, figure, "");
  }

  /** Our mean time of a call to another one's. */
  static Aim times(String what, String ours, String theirs, double most) {
    return new Aim(
        what,
        most,
        "",
        2,
        List.of(ours, theirs),
        measured -> both(measured, ours, theirs, (mine, other) -> mine.nanos().per(other.nanos())));
  }

  /** Our mean time of a call to another one's, both without what their sequence of values costs. */
  static Aim times(String what, String ours, String theirs, String sequence, double most) {
    return new Aim(
        what,
        most,
        "",
        2,
        List.of(ours, theirs, sequence),
        measured ->
            measured
                .find(sequence)
                .map(Result::nanos)
                .flatMap(
                    cost ->
                        both(
                            measured,
                            ours,
                            theirs,
                            (mine, other) ->
                                mine.nanos().minus(cost).per(other.nanos().minus(cost)))));
  }

  /** The mean time of a call. */
  static Aim nanos(String what, String ours, double most) {
    return new Aim(
        what, most, " ns", 2, List.of(ours), measured -> measured.find(ours).map(Result::nanos));
  }

  /** What a call allocates for each of so many. */
  static Aim bytes(String what, String ours, int per, double most) {
    return new Aim(
        what,
        most,
        " B",
        2,
        List.of(ours),
        measured ->
            measured
                .find(ours)
                .map(result -> result.bytes() / per)
                .filter(bytes -> !Double.isNaN(bytes))
                .map(Estimate::of));
  }

  /** What a series takes of the heap. */
  static Aim memory(String what, String series, String library, double most) {
    return new Aim(what, most, " B", 0, List.of(), measured -> bytes(measured, series, library));
  }

  /** What a series of ours takes of the heap, to what one of another library takes. */
  static Aim memory(String what, String series, String ours, String theirs, double most) {
    return new Aim(
        what,
        most,
        "",
        0,
        List.of(),
        measured ->
            bytes(measured, series, ours)
                .flatMap(mine -> bytes(measured, series, theirs).map(mine::per)));
  }

  private static Optional<Estimate> bytes(Measured measured, String series, String library) {
    return measured.footprint(series, library).map(print -> Estimate.of((double) print.bytes()));
  }

  /** Whatever a {@link Program} wrote, once it did. */
  static Aim program(
      String what,
      String name,
      String unit,
      double most,
      Function<List<String>, Optional<Estimate>> figure) {
    return new Aim(what, most, unit, 0, List.of(), measured -> figure.apply(measured.lines(name)));
  }

  /** One that the design asks for, and that nothing here measures. */
  static Aim elsewhere(String what, String unit, double most, String why) {
    return new Aim(what, most, unit, 0, List.of(), measured -> Optional.empty(), why);
  }

  /** Returns the same aim, for another number of threads. */
  Aim withThreads(int threads) {
    return new Aim(what, most, unit, threads, results, figure, why);
  }

  /** Returns the same aim, and what to say where it was not measured. */
  Aim onlyIf(String why) {
    return new Aim(what, most, unit, threads, results, figure, why);
  }

  /** Returns what came out, nothing where it was not measured. */
  Optional<Outcome> outcome(Measured measured) {
    return figure
        .apply(measured)
        .map(estimate -> new Outcome(this, estimate, verdict(measured, estimate)));
  }

  private Verdict verdict(Measured measured, Estimate estimate) {
    boolean asMeant =
        results.stream()
            .flatMap(name -> measured.find(name).stream())
            .allMatch(result -> result.threads() == threads);
    return asMeant ? Verdict.of(estimate, most) : Verdict.OTHER_THREADS;
  }

  private static Optional<Estimate> both(
      Measured measured, String ours, String theirs, Comparing comparing) {
    return measured
        .find(ours)
        .flatMap(mine -> measured.find(theirs).map(other -> comparing.compare(mine, other)))
        .filter(estimate -> !Double.isNaN(estimate.value()));
  }

  private interface Comparing {
    Estimate compare(Result mine, Result other);
  }

  /** What came out of a run for an aim. */
  record Outcome(Aim aim, Estimate estimate, Verdict verdict) {}
}
