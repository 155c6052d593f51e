package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.testing.Snippets;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/clientjava.md shows works as it is shown. */
class ClientJavaPageTest {
  @TempDir private Path folder;

  @Test
  void theSnippetShowsACounterInClientJavasServer() throws Exception {
    String snippet =
        Snippets.of(Path.of("../docs/clientjava.md"), "HTTPServer").replace("9400", "0");
    String source =
        """
            import io.hairspring.collector.*;
            import io.hairspring.runtime.bridge.*;
            import io.prometheus.metrics.exporter.httpserver.HTTPServer;
            import io.prometheus.metrics.model.registry.PrometheusRegistry;
            public class Snippet {
              public static String run(java.util.function.IntFunction<String> read) throws Exception {
                %s
                try (metrics; server) {
                  return read.apply(server.getPort());
                }
              }
            }
            """
            .formatted(snippet);
    try (URLClassLoader loader = Snippets.compile(folder, "Snippet", source)) {
      IntFunction<String> read = ClientJavaPageTest::read;
      Object shown =
          loader.loadClass("Snippet").getMethod("run", IntFunction.class).invoke(null, read);
      assertThat((String) shown).contains("\norders_total 1.0\n");
    }
  }

  private static String read(int port) {
    try {
      URI uri = URI.create("http://localhost:" + port + "/metrics");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
          .body();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
