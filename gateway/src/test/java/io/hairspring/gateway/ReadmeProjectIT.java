package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.hairspring.gateway.real.RealProgram;
import io.hairspring.gateway.testing.Http;
import io.hairspring.testing.Snippets;
import io.hairspring.testing.Until;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that the README shows, made by a new user whose local repository is empty. */
class ReadmeProjectIT {
  private static final Path ROOT = Path.of("..");
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern POM = Pattern.compile("```xml\n(<project>.*?)```", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("\n  <version>(.*?)</version>");
  private static final int MAVEN_MINUTES = 5;

  @TempDir private Path folder;

  @Test
  void itIsBuiltAndCountsAnOrder() throws Exception {
    assumeFalse(Boolean.getBoolean("mavenIsOffline"), "an empty repository needs the network");
    int port = RealProgram.freePort();
    int metricsPort = RealProgram.freePort();
    write(port, metricsPort);
    install("collector", "exposition", "catalog", "undertow");
    run(
        MAVEN_MINUTES,
        Path.of(System.getProperty("mavenHome"), "bin", "mvn").toString(),
        "-B",
        "-q",
        "-Dmaven.repo.local=" + folder.resolve("repository"),
        "compile",
        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
        "-Dmdep.outputFile=" + folder.resolve("classpath"));
    Process embedding = start(java(), "-cp", classPath(), "Embedding");
    try {
      assertThat(body(embedding, port, "/orders/17")).isEqualTo("taken\n");
      assertThat(body(embedding, metricsPort, "/metrics"))
          .contains("orders_total{region=\"eu\"} 1\n")
          .contains(
              "http_requests_total{endpoint=\"/orders/:id\",method=\"GET\",status=\"200\"} 1");
    } finally {
      embedding.destroy();
      assertThat(embedding.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void write(int port, int metricsPort) throws IOException {
    Matcher pom = POM.matcher(Files.readString(README));
    assertThat(pom.find()).isTrue();
    Files.writeString(folder.resolve("pom.xml"), pom.group(1));
    String source = Snippets.of(README, "public class Embedding");
    Files.writeString(
        Files.createDirectories(folder.resolve("src/main/java")).resolve("Embedding.java"),
        source.replace("8080", "" + port).replace("9464", "" + metricsPort));
  }

  /** Puts into the repository what {@code mvn install} would, built by this very build. */
  private void install(String... modules) throws IOException {
    Path parent = ROOT.resolve("pom.xml");
    Matcher version = VERSION.matcher(Files.readString(parent));
    assertThat(version.find()).isTrue();
    Files.copy(parent, file("hairspring", version.group(1), "pom"));
    for (String module : modules) {
      String artifact = "hairspring-" + module;
      Path from = ROOT.resolve(module);
      Path jar = from.resolve("target/" + artifact + "-" + version.group(1) + ".jar");
      Files.copy(from.resolve("pom.xml"), file(artifact, version.group(1), "pom"));
      Files.copy(jar, file(artifact, version.group(1), "jar"));
    }
  }

  private Path file(String artifact, String version, String extension) throws IOException {
    Path in = folder.resolve("repository/io/hairspring").resolve(artifact).resolve(version);
    return Files.createDirectories(in).resolve(artifact + "-" + version + "." + extension);
  }

  private String classPath() throws IOException {
    return folder.resolve("target/classes")
        + File.pathSeparator
        + Files.readString(folder.resolve("classpath")).strip();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void run(int minutes, String... command) throws Exception {
    Process process = start(command);
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(Files.readString(output())).isZero();
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output().toFile())
        .start();
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  private static String body(Process running, int port, String path) {
    String[] body = new String[1];
    Until.isTrue(
        "an answer of the project",
        () -> {
          assertThat(running.isAlive()).isTrue();
          try {
            body[0] = Http.get(URI.create("http://127.0.0.1:" + port + path)).body();
          } catch (RuntimeException notYet) {
            return false;
          }
          return true;
        });
    return body[0];
  }
}
