package io.hairspring.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.runtime.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine's files below a folder, and what a source makes of them. */
record LinuxFiles(Path root) {
  LinuxFiles with(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the samples that a source tells, none of which was refused. */
  static List<String> told(MetricsSource source, SourceFamily... families) {
    try (MetricsCollector metrics = MetricsCollector.create()) {
      metrics.source("linux", source).families(families).register();
      List<String> told = Text.of(metrics);
      assertThat(told).contains("hairspring_source_refused_total{source=\"linux\"} 0");
      return told.stream().filter(line -> line.startsWith("process_")).toList();
    }
  }
}
