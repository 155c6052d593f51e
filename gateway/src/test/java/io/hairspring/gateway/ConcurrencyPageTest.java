package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/concurrency.md and the fields that threads share are the same. */
class ConcurrencyPageTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of(
          "collector",
          "exposition",
          "catalog",
          "undertow",
          "micrometer",
          "spring-boot-starter",
          "gateway");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`( \\(all)?");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^ *[\\w ]*\\b(?:class|record|interface|enum) (\\w+)");
  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  /** A field that says of itself that threads share it: by a handle, as volatile, or as atomic. */
  private static final Pattern SHARED =
      Pattern.compile(
          "findVarHandle\\(\\s*(?<type>\\w+)\\.class, \"(?<a>\\w+)\""
              + "|fieldVarHandle\\(\\s*MethodHandles\\.lookup\\(\\), \"(?<b>\\w+)\""
              + "|= handle\\(\"(?<c>\\w+)\""
              + "|(?m)^  (?:private )?(?:final )?(?:volatile|Atomic)\\S* (?:\\S+ )?(?<d>\\w+)(?: =|;)");

  private record Source(String text, Set<String> types, Set<String> parents) {
    static Source of(Path file) throws IOException {
      String text = Files.readString(file);
      return new Source(text, all(TYPE, text), all(PARENT, text));
    }

    private static Set<String> all(Pattern name, String text) {
      return name.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** The names under which a table may have a field. */
    Stream<String> owners(String type) {
      return type == null ? Stream.concat(types.stream(), parents.stream()) : Stream.of(type);
    }

    boolean has(String field) {
      return Pattern.compile("[\\w>\\]] " + field + "\\b(?: =|;|,|\\))").matcher(text).find();
    }
  }

  @Test
  void everyFieldInATableExists() throws IOException {
    List<Source> sources = sources();
    List<String> gone = new ArrayList<>();
    for (String name : documented()) {
      String type = name.split("\\.", 2)[0];
      String field = name.substring(name.indexOf('.') + 1);
      boolean found =
          sources.stream()
              .filter(source -> source.types().contains(type))
              .anyMatch(source -> field.equals("*") || source.has(field));
      if (!found) {
        gone.add(name);
      }
    }
    assertThat(gone).isEmpty();
  }

  @Test
  void everySharedFieldStandsInATable() throws IOException {
    Set<String> documented = documented();
    List<String> missing = new ArrayList<>();
    int fields = 0;
    for (Source source : sources()) {
      Matcher shared = SHARED.matcher(source.text());
      while (shared.find()) {
        fields++;
        String field =
            Stream.of("a", "b", "c", "d")
                .map(shared::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        if (source
            .owners(shared.group("type"))
            .noneMatch(
                type ->
                    documented.contains(type + '.' + field) || documented.contains(type + ".*"))) {
          missing.add(source.types() + "." + field);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(fields).isGreaterThan(60);
  }

  /** What the first columns name, as {@code Type.field}, or {@code Type.*} where it is all. */
  private static Set<String> documented() throws IOException {
    Set<String> names = new HashSet<>();
    String type = "";
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/concurrency.md")));
    while (row.find()) {
      Matcher code = CODE.matcher(row.group(1));
      while (code.find()) {
        String name = code.group(1).replaceAll("\\[.*", "");
        boolean isType = Character.isUpperCase(name.charAt(0));
        if (isType) {
          type = name.split("\\.", 2)[0];
        }
        if (!isType) {
          names.add(type + '.' + name);
        } else if (name.contains(".")) {
          names.add(name);
        } else if (code.group(2) != null) {
          names.add(name + ".*");
        }
      }
    }
    return names;
  }

  private static List<Source> sources() throws IOException {
    List<Source> all = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          all.add(Source.of(file));
        }
      }
    }
    return all;
  }
}
