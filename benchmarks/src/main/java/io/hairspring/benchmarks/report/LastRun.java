package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run left, read back.
 *
 * @param page where it stands
 */
record LastRun(Path page, Measured measured) {
  /** Of no run. */
  static final Measured NONE = new Measured(Results.none(), Map.of(), true, List.of());

  private static final String MARKDOWN = ".md";

  /** Returns the last run whose results are in a folder, nothing without any. */
  static Optional<LastRun> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Optional<Path> last;
    try (Stream<Path> files = Files.list(folder)) { // their names are when they were begun
      last =
          files
              .filter(file -> file.toString().endsWith(MARKDOWN))
              .filter(file -> Files.exists(json(file)))
              .max(Comparator.naturalOrder());
    }
    return last.isEmpty() ? Optional.empty() : Optional.of(read(last.get()));
  }

  private static Path json(Path page) {
    String name = page.getFileName().toString();
    return page.resolveSibling(name.substring(0, name.length() - MARKDOWN.length()) + ".json");
  }

  private static LastRun read(Path page) throws IOException {
    Results results = Results.read(Files.readString(json(page)));
    return new LastRun(
        page, new Measured(results, sections(Files.readAllLines(page)), true, List.of()));
  }

  /** Returns the lines below each heading of a page. */
  private static Map<String, List<String>> sections(List<String> page) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : page) {
      if (line.startsWith("## ")) {
        section = new ArrayList<>();
        sections.put(line.substring("## ".length()), section);
      } else {
        section.add(line);
      }
    }
    return sections;
  }
}
