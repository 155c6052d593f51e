package io.hairspring.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The versions of what is measured, as the build that made the jar had them. */
final class Versions {
  private Versions() {}

  /** Returns names and versions, none where a build put none in. */
  static List<String> all() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        return List.of();
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> line.contains("=") && !line.contains("${"))
          .map(line -> line.replace('=', ' '))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
