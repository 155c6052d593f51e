package io.hairspring.benchmarks.report;

import io.hairspring.benchmarks.report.LoadSample.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What metrics add to a request, by JVMs that ran in turn. */
public final class PeerCosts {
  private static final String NOTHING = "nothing";
  private static final String OURS = "hairspring";
  private static final List<Figure> ADDED = List.of(Figure.CPU, Figure.BYTES, Figure.P99);

  private final List<LoadSample> samples;

  /** Creates what is to be known of these samples. */
  public PeerCosts(List<LoadSample> samples) {
    this.samples = List.copyOf(samples);
  }

  /** Returns Markdown tables: medians and their spread, and what each adds to nothing. */
  public List<String> tables() {
    List<String> lines = new ArrayList<>();
    for (String load : samples.stream().map(LoadSample::load).distinct().toList()) {
      medians(lines, load);
      added(lines, load);
    }
    return lines;
  }

  /** Returns for each load what CPU a request took. */
  List<Chart> charts() {
    return samples.stream()
        .map(LoadSample::load)
        .distinct()
        .map(
            load ->
                new Chart(
                    load + ": CPU of a request, µs",
                    subjects().stream()
                        .flatMap(
                            subject ->
                                median(subject, load, Figure.CPU).stream()
                                    .map(
                                        figure ->
                                            new Chart.Bar(subject, figure, Charts.isOurs(subject))))
                        .toList()))
        .toList();
  }

  private void medians(List<String> lines, String load) {
    StringBuilder heading = new StringBuilder("| " + load + " |");
    for (Figure figure : Figure.values()) {
      heading.append(' ').append(figure.text).append(" |");
    }
    lines.addAll(List.of("", heading.toString(), "|---|" + "---:|".repeat(Figure.values().length)));
    for (String subject : subjects()) {
      StringBuilder line = new StringBuilder("| " + subject + " |");
      for (Figure figure : Figure.values()) {
        line.append(' ').append(text(figure, median(subject, load, figure))).append(" |");
      }
      lines.add(line.toString());
    }
  }

  private void added(List<String> lines, String load) {
    lines.add("");
    lines.add("| " + load + ", added to nothing | CPU, µs | bytes | p99, µs | CPU: ours / it |");
    lines.add("|---|---:|---:|---:|---:|");
    for (String subject : subjects()) {
      if (!subject.equals(NOTHING)) {
        StringBuilder line = new StringBuilder("| " + subject + " |");
        ADDED.forEach(
            figure ->
                line.append(' ').append(text(figure, added(subject, load, figure))).append(" |"));
        lines.add(
            line.append(' ')
                .append(oursTo(subject, load).map(ratio -> Text.estimate(ratio, "")).orElse(""))
                .append(" |")
                .toString());
      }
    }
  }

  private static String text(Figure figure, Optional<Estimate> estimate) {
    return estimate
        .filter(given -> !Double.isNaN(given.value()))
        .map(given -> given.text(figure.decimals))
        .orElse("");
  }

  /** Returns nothing, ours and the others, in this order. */
  private List<String> subjects() {
    return samples.stream()
        .map(LoadSample::subject)
        .distinct()
        .sorted(
            Comparator.comparing((String subject) -> !subject.equals(NOTHING))
                .thenComparing(subject -> !Charts.isOurs(subject))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private List<LoadSample> of(String subject, String load) {
    return samples.stream()
        .filter(sample -> sample.subject().equals(subject) && sample.load().equals(load))
        .toList();
  }

  private Optional<Estimate> median(String subject, String load, Figure figure) {
    return Estimate.median(
        of(subject, load).stream().map(sample -> sample.figure(figure)).toList());
  }

  /** Returns the middle of what it had more than nothing had in the same turn. */
  private Optional<Estimate> added(String subject, String load, Figure figure) {
    List<Double> differences = new ArrayList<>();
    for (LoadSample without : of(NOTHING, load)) {
      of(subject, load).stream()
          .filter(sample -> sample.jvm() == without.jvm())
          .forEach(sample -> differences.add(sample.figure(figure) - without.figure(figure)));
    }
    return Estimate.median(differences);
  }

  /** Returns how much CPU we add for each that another adds; nothing where it adds none. */
  Optional<Estimate> oursTo(String subject, String load) {
    return added(OURS, load, Figure.CPU)
        .flatMap(
            ours ->
                added(subject, load, Figure.CPU)
                    .filter(theirs -> theirs.value() > 0)
                    .map(ours::per));
  }
}
