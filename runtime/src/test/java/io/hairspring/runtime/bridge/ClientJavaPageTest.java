package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/clientjava.md shows works as it is shown. */
class ClientJavaPageTest {
  @TempDir private Path folder;

  @Test
  void theSnippetShowsACounterInClientJavasServer() throws Exception {
    String page = Files.readString(Path.of("../docs/clientjava.md"));
    int start = page.indexOf("```java\n") + "```java\n".length();
    String snippet = page.substring(start, page.indexOf("```", start)).replace("9400", "0");
    Path source =
        Files.writeString(
            folder.resolve("Snippet.java"),
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
                .formatted(snippet));
    String path = System.getProperty("java.class.path");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", path, source.toString()))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
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
