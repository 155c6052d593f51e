package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Snippets;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All Java that docs/coming-from.md shows compiles and runs, in the order of the page. */
class ComingFromPageTest {
  @Test
  void itsSnippetsRun(@TempDir Path folder) throws Exception {
    String code =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/coming-from.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    String source =
        "import io.hairspring.collector.*;\n"
            + "import io.hairspring.collector.source.*;\n"
            + "import io.hairspring.collector.view.LatencyShape;\n"
            + "import io.hairspring.undertow.MetricsServer;\n"
            + "import java.time.Duration;\n"
            + "import java.util.*;\n"
            + "public class Coming {\n"
            + "  static void work() {}\n"
            + "  public static void from(MetricsCollector metrics, Queue<String> queue)"
            + " throws Exception {\n"
            + code
            + "  }\n}\n";
    try (MetricsCollector metrics = MetricsCollector.create();
        URLClassLoader loader = Snippets.compile(folder, "Coming", source)) {
      Method from =
          loader.loadClass("Coming").getMethod("from", MetricsCollector.class, Queue.class);
      from.invoke(null, metrics, new ArrayDeque<>());
      assertThat(metrics.find("call_seconds")).isPresent();
      assertThat(metrics.find("orders_total")).isEmpty();
    }
  }
}
