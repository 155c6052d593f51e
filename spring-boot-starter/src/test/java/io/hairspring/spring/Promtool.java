package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own reader of pages. */
final class Promtool {
  private static final String MISSING = "promtool is not installed (Debian package prometheus)";

  private Promtool() {}

  /** Asserts that it can read a page; that it would name metrics otherwise is no matter. */
  static void reads(String page) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program(), "check", "metrics").redirectErrorStream(true).start();
    process.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isIn(0, 3); // 3 for names it would not have chosen
  }

  private static String program() {
    Path found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (found == null && "true".equals(System.getenv("CI"))) {
      Assertions.fail(MISSING);
    }
    Assumptions.assumeTrue(found != null, MISSING + ": skipped");
    return found.toString();
  }
}
