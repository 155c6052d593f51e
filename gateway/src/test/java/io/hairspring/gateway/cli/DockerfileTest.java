package io.hairspring.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Dockerfile names is what the build makes and the gateway takes. Builds no image. */
class DockerfileTest extends CommandLines {
  private static final Path ROOT = Path.of("..");

  @Test
  void settingsAreTheGatewaysAndItListensForOthers() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (MatchResult set : found("Dockerfile", "(HAIRSPRING_[A-Z_]+)=(\\S+)")) {
      environment.put(set.group(1), set.group(2));
    }
    assertThat(environment).hasSize(2);
    assertThat(run(environment)).isZero();
    assertThat(started.host()).isEqualTo("0.0.0.0");
    assertThat(started.metrics().host()).isEqualTo("0.0.0.0");
    String ports = started.port() + " " + started.metrics().port();
    assertThat(first("Dockerfile", "EXPOSE (.*)")).isEqualTo(ports);
  }

  @Test
  void theJarAndItsLibrariesAreWhereTheBuildPutsThem() throws IOException {
    String artifact = first("gateway/pom.xml", "</parent>\\s*<artifactId>(.*?)<");
    String libraries = first("gateway/pom.xml", "<outputDirectory>.*/(.*?)</outputDirectory>");
    assertThat(first("gateway/pom.xml", "<classpathPrefix>(.*?)/<")).isEqualTo(libraries);
    assertThat(first("gateway/pom.xml", "<mainClass>(.*?)<")).isEqualTo(Main.class.getName());
    assertThat(first("Dockerfile", "cp -r (.*) /app/ &&"))
        .isEqualTo("gateway/target/" + artifact + "-*.jar gateway/target/" + libraries);
    assertThat(first("Dockerfile", "&& mv /app/" + artifact + "-\\*.jar (.*)"))
        .isEqualTo(first("Dockerfile", "\"-jar\", \"(.*?)\""));
    assertThat(first("Dockerfile", "-pl (\\S+) -am package")).isEqualTo("gateway");
    assertThat(Files.readString(ROOT.resolve(".dockerignore"))).contains("**/target\n");
  }

  @Test
  void signalsReachTheGatewayWhichIsNotRoot() throws IOException {
    assertThat(first("Dockerfile", "\nUSER (\\d+):\\d+\n")).isNotEqualTo("0");
    assertThat(first("Dockerfile", "\nENTRYPOINT (.*)\n")).startsWith("[\"java\", ");
  }

  /** The last stage has what the Kubernetes file runs in it. */
  @Test
  void theImageHasACommandToSleep() throws IOException {
    assertThat(first("src/monitoring/kubernetes.yml", "command: \\[\"(.*?)\"")).isEqualTo("sleep");
    List<MatchResult> stages = found("Dockerfile", "\nFROM (\\S+)");
    assertThat(stages.get(stages.size() - 1).group(1)).doesNotContain("distroless");
  }

  private static String first(String file, String pattern) throws IOException {
    List<MatchResult> all = found(file, pattern);
    assertThat(all).as(pattern).isNotEmpty();
    return all.get(0).group(1);
  }

  private static List<MatchResult> found(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(ROOT.resolve(file)))
        .results()
        .toList();
  }
}
