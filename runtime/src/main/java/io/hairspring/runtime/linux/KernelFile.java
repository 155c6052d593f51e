package io.hairspring.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Small files in which Linux tells figures. One that is not there or makes no sense is empty. */
final class KernelFile {
  private KernelFile() {}

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of(); // also where the kernel knows the file but does not keep the figure
    }
  }

  /** Returns the words of the first line, none if there is no line. */
  static List<String> words(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? List.of() : words(lines.get(0));
  }

  private static List<String> words(String line) {
    return List.of(line.trim().split("\\s+", -1));
  }

  /** Returns the lines that are a name and a whole number. */
  static Map<String, Long> figures(Path file) {
    Map<String, Long> figures = new HashMap<>();
    for (String line : lines(file)) {
      List<String> words = words(line);
      if (words.size() == 2) {
        number(words.get(1)).ifPresent(number -> figures.put(words.get(0), number));
      }
    }
    return figures;
  }

  /** Returns a whole number; empty for anything else, such as {@code max}. */
  static OptionalLong number(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word));
    } catch (NumberFormatException other) {
      return OptionalLong.empty();
    }
  }
}
