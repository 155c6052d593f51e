package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What one module uses of another is exported to it, so that all of them also work, and have their
 * Javadoc made, on a module path. The build itself has them on a class path, where nothing shows.
 */
class ExportedPackagesTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("collector", "catalog", "exposition", "undertow", "runtime", "micrometer", "testkit");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(io\\.hairspring(?:\\.[a-z]+)+)\\.[A-Z]");
  private static final Pattern EXPORTS =
      Pattern.compile("exports ([a-z.]+)(?:\\s+to\\s+([a-z.,\\s]+))?;");

  @Test
  void toEachModuleThatUsesThem() throws IOException {
    Map<String, String> moduleOf = new HashMap<>(); // by package
    Map<String, String> exports = new HashMap<>(); // to whom by package; empty for everybody
    for (String module : MODULES) {
      for (Path file : sources(module)) {
        String text = Files.readString(file);
        all(PACKAGE, text).forEach(found -> moduleOf.put(found.group(1), module));
        if (file.endsWith("module-info.java")) {
          all(EXPORTS, text)
              .forEach(
                  found ->
                      exports.put(found.group(1), found.group(2) == null ? "" : found.group(2)));
        }
      }
    }
    List<String> refused = new ArrayList<>();
    for (String module : MODULES) {
      for (Path file : sources(module)) {
        for (MatchResult used : all(IMPORT, Files.readString(file))) {
          String owner = moduleOf.get(used.group(1));
          boolean named = Files.exists(ROOT.resolve(owner + "/src/main/java/module-info.java"));
          String readers = exports.get(used.group(1));
          if (named
              && !owner.equals(module)
              && (readers == null
                  || !(readers.isEmpty() || readers.contains("io.hairspring." + module)))) {
            refused.add(file.getFileName() + " uses " + used.group(1));
          }
        }
      }
    }
    assertThat(exports).hasSizeGreaterThan(MODULES.size());
    assertThat(refused).isEmpty();
  }

  /** Where null is not said to be taken or given, it is not: compilers and editors may know. */
  @Test
  void sayWhereNullMayBe() throws IOException {
    List<Path> unmarked = new ArrayList<>();
    for (String module : MODULES) {
      for (String exported : exportedToAll(module)) {
        Path folder = ROOT.resolve(module + "/src/main/java/" + exported.replace('.', '/'));
        Path said = folder.resolve("package-info.java");
        if (!Files.readString(said).contains("\n@NullMarked\npackage ")) {
          unmarked.add(said);
        }
      }
    }
    assertThat(unmarked).isEmpty();
  }

  /**
   * Returns the packages of a module that everybody may use; of one that says nothing its first.
   */
  private static List<String> exportedToAll(String module) throws IOException {
    Path says = ROOT.resolve(module + "/src/main/java/module-info.java");
    if (!Files.exists(says)) {
      return List.of("io.hairspring." + module);
    }
    return all(EXPORTS, Files.readString(says)).stream()
        .filter(found -> found.group(2) == null)
        .map(found -> found.group(1))
        .toList();
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
