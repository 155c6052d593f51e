package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Snippets;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that docs/extending.md shows is one. */
class OwnServerSnippetTest {
  @Test
  void itAnswersScrapes(@TempDir Path folder) throws Exception {
    String source = Snippets.of(Path.of("../docs/extending.md"), "class OwnServer");
    try (MetricsCollector metrics = MetricsCollector.create();
        URLClassLoader loader = Snippets.compile(folder, "OwnServer", source)) {
      Method start =
          loader
              .loadClass("OwnServer")
              .getDeclaredMethod("start", MetricsCollector.class, int.class);
      start.setAccessible(true);
      HttpServer server = (HttpServer) start.invoke(null, metrics, 0);
      try {
        RawClient client = new RawClient(server.getAddress().getPort());
        assertThat(client.get("/metrics").text()).contains("\nhairspring_series ");
        assertThat(client.get("/metrics/json", "Accept-Encoding: gzip").headers())
            .containsEntry("Content-Encoding", "gzip");
      } finally {
        server.stop(0);
      }
    }
  }
}
