package io.hairspring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
