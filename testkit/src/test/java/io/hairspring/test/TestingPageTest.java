package io.hairspring.test;

import io.hairspring.testing.Snippets;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md shows works as it is shown. */
class TestingPageTest {
  @TempDir private Path folder;

  @Test
  void theSnippetHolds() throws Exception {
    String snippet = Snippets.of(Path.of("../docs/testing.md"), "assertThat");
    String source =
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
            .formatted(snippet);
    try (URLClassLoader loader = Snippets.compile(folder, "Snippet", source)) {
      loader.loadClass("Snippet").getMethod("run").invoke(null);
    }
  }
}
