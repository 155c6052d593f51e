package io.hairspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hairspring.collector.MetricsCollector;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that docs/extending.md shows is one. */
class OwnServerSnippetTest {
  @Test
  void itAnswersScrapes(@TempDir Path folder) throws Exception {
    Matcher block =
        Pattern.compile("```java\n(.*?class OwnServer.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/extending.md")));
    assertThat(block.find()).isTrue();
    Path source = Files.writeString(folder.resolve("OwnServer.java"), block.group(1));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
        .isZero();
    try (MetricsCollector metrics = MetricsCollector.create();
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
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
