package io.hairspring.runtime.linux;

import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pressure stall figures: how long some, or all, work waited for a resource. Those of the process'
 * own control group if it has them, else those of the machine.
 *
 * <p>Source: the kernel's Documentation/accounting/psi.rst.
 */
public final class PressureSource implements MetricsSource {
  private static final List<String> RESOURCES = List.of("cpu", "io", "memory");
  private static final String TOTAL = "total=";
  private static final double MICROS_PER_SECOND = 1e6;

  private final Map<String, Path> files; // by resource

  private PressureSource(Map<String, Path> files) {
    this.files = files;
  }

  /** Returns the source of a machine with files below {@code root}, if it tells pressure. */
  public static Optional<PressureSource> under(Path root) {
    ControlGroups groups = ControlGroups.under(root);
    Map<String, Path> files = new LinkedHashMap<>();
    for (String resource : RESOURCES) {
      List<Path> candidates = new ArrayList<>();
      if (!groups.isVersion1(resource)) {
        groups.folders(resource).stream()
            .limit(1)
            .forEach(folder -> candidates.add(folder.resolve(resource + ".pressure")));
      }
      candidates.add(root.resolve("proc/pressure").resolve(resource));
      candidates.stream()
          .filter(file -> !KernelFile.lines(file).isEmpty())
          .findFirst()
          .ifPresent(file -> files.put(resource, file));
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new PressureSource(files));
  }

  /** Returns what it may tell. */
  public SourceFamily[] families() {
    List<SourceFamily> families = new ArrayList<>();
    for (String resource : files.keySet()) {
      families.add(
          SourceFamily.counter(
              name(resource, "waiting"),
              "Time in which some work waited for " + resource + " (pressure stall: some)."));
      families.add(
          SourceFamily.counter(
              name(resource, "stalled"),
              "Time in which all work waited for " + resource + " (pressure stall: full)."));
    }
    return families.toArray(SourceFamily[]::new);
  }

  @Override
  public void collect(MetricsSink sink) {
    files.forEach(
        (resource, file) -> {
          for (String line : KernelFile.lines(file)) {
            tell(sink, resource, List.of(line.split(" ", -1)));
          }
        });
  }

  private static void tell(MetricsSink sink, String resource, List<String> words) {
    OptionalLong micros =
        words.stream()
            .filter(word -> word.startsWith(TOTAL))
            .findFirst()
            .map(word -> KernelFile.number(word.substring(TOTAL.length())))
            .orElse(OptionalLong.empty());
    micros.ifPresent(
        total -> {
          switch (words.get(0)) {
            case "some" -> sink.counter(name(resource, "waiting"), total / MICROS_PER_SECOND);
            case "full" -> sink.counter(name(resource, "stalled"), total / MICROS_PER_SECOND);
            default -> {} // a line of a newer kernel
          }
        });
  }

  private static String name(String resource, String state) {
    return "process_pressure_" + resource + "_" + state + "_seconds_total";
  }
}
