package io.hairspring.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md shows works as it is shown. */
class TestingPageTest {
  @TempDir private Path folder;

  @Test
  void theSnippetHolds() throws Exception {
    String page = Files.readString(Path.of("../docs/testing.md"));
    int start = page.indexOf("```java\n") + "```java\n".length();
    String snippet = page.substring(start, page.indexOf("```", start));
    Path source =
        Files.writeString(
            folder.resolve("Snippet.java"),
            """
            import static io.hairspring.test.MetricsAssertions.assertThat;
            import io.hairspring.collector.*;
            import io.hairspring.test.*;
            import java.time.Duration;
            public class Snippet {
              public static void run() {
                %s
                metrics.close();
              }
            }
            """
                .formatted(snippet));
    String path = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", path, source.toString()))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass("Snippet").getMethod("run").invoke(null);
    }
  }
}
