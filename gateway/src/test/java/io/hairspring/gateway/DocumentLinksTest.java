package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between documents lead somewhere, as documents that comments name do; none is too long. */
class DocumentLinksTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:docs/[a-z-]+|README|RATIONALE|CONTRIBUTING|CHANGELOG)\\.md\\b");

  @Test
  void everyLinkOfADocumentResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(prose(page));
      while (link.find()) {
        links++;
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        boolean found =
            Files.exists(target)
                && (link.group(2) == null || anchors(target).contains(link.group(2)));
        if (!found) {
          broken.add(page + " -> " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(30);
  }

  @Test
  void documentsThatCommentsNameExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path source : sources()) {
      Matcher named = NAMED.matcher(Files.readString(source));
      while (named.find()) {
        if (!Files.exists(ROOT.resolve(named.group()))) {
          missing.add(source + " names " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theRationaleIsShortEnoughToBeRead() throws IOException {
    String page = Files.readString(ROOT.resolve("RATIONALE.md"));
    List<String> entries =
        Stream.of(page.split("(?m)^### ", -1))
            .skip(1)
            .map(entry -> entry.split("\n## ", 2)[0])
            .toList();
    assertThat(entries).hasSizeBetween(1, 60);
    assertThat(entries)
        .allSatisfy(entry -> assertThat(words(entry.split("\n", 2)[1])).isBetween(1, 120));
  }

  private static int words(String text) {
    return text.strip().split("\\s+", -1).length;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
          }
        }
      }
    }
    return all;
  }

  private static String prose(Path page) throws IOException {
    return FENCED.matcher(Files.readString(page)).replaceAll("");
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> all = new HashSet<>();
    Matcher heading = HEADING.matcher(prose(page));
    while (heading.find()) {
      String anchor =
          heading
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      String unique = anchor;
      for (int again = 1; !all.add(unique); again++) {
        unique = anchor + "-" + again;
      }
    }
    return all;
  }
}
