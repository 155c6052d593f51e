package io.hairspring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the modules in other places holds for all that there are. */
class ModulesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(hairspring-.*?)</");

  @Test
  void theBomHasEveryPublishedModuleInItsOwnVersion() throws IOException {
    String bom = pom("bom");
    assertThat(bom)
        .contains("<version>" + first(pom("."), "<version>(.*?)</version>") + "</version>")
        .doesNotContain("<parent>");
    List<String> listed = all(bom.substring(bom.indexOf("<dependencies>")), ARTIFACT);
    List<String> published = new ArrayList<>();
    for (String module : modules()) {
      String pom = pom(module);
      if (!pom.contains("<maven.deploy.skip>true<") && !module.equals("bom")) {
        published.add(first(pom, ARTIFACT.pattern()));
      }
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(published);
    assertThat(all(bom, Pattern.compile("<version>(\\$.*?)</version>")))
        .hasSameSizeAs(listed)
        .containsOnly("${project.version}");
  }

  @Test
  void theGuideForContributorsSaysWhatEachModuleIs() throws IOException {
    String guide = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    for (String module : modules()) {
      assertThat(guide).contains("`" + module + "/`");
    }
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    for (String module : modules()) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      for (Path room : Files.exists(sources) ? rooms(sources) : Set.<Path>of()) {
        assertThat(room.resolve("package-info.java")).exists();
      }
    }
  }

  /** Returns the directories with classes in them. */
  private static Set<Path> rooms(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
          .map(Path::getParent)
          .collect(Collectors.toSet());
    }
  }

  private static List<String> modules() throws IOException {
    return all(pom("."), Pattern.compile("<module>(.*?)</module>"));
  }

  private static String pom(String module) throws IOException {
    return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static String first(String text, String pattern) {
    return all(text, Pattern.compile(pattern)).get(0);
  }

  private static List<String> all(String text, Pattern pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
