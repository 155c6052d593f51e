package io.hairspring.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Where and when figures were measured. */
record Machine(
    String processor, int processors, String system, LocalDate date, List<String> versions) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine current() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        LocalDate.now(ZoneOffset.UTC),
        Versions.all());
  }

  List<String> lines() {
    List<String> lines =
        new ArrayList<>(
            List.of("Machine: " + processors + " × " + processor + ", " + system, "Date: " + date));
    if (!versions.isEmpty()) {
      lines.add("Versions: " + String.join(", ", versions));
    }
    return lines;
  }

  /** Returns the processor's name where the system tells it, else its architecture. */
  private static String processorName() {
    try {
      if (Files.isReadable(CPU_INFO)) {
        return Files.readAllLines(CPU_INFO).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElseGet(() -> System.getProperty("os.arch"));
      }
    } catch (IOException unreadable) {
      // The page is as useful with the architecture alone.
    }
    return System.getProperty("os.arch");
  }
}
