package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgainstJarTest {
  @Test
  void comparesEachCallByOneThreadAndByTwo() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new AgainstJar(thisCollector()).compare(out, "counter", 3, 100);
    }
    String number = "\\d+\\.\\d\\d";
    String nanos = number + " \\(" + number + " to " + number + "\\)";
    String rest = " \\| " + nanos + " \\| " + nanos + " \\| " + number + " \\|";
    String table = bytes.toString(StandardCharsets.UTF_8);
    assertThat(table.lines().skip(2))
        .satisfiesExactly(
            one -> assertThat(one).matches("\\| counter \\| 1" + rest),
            two -> assertThat(two).matches("\\| counter \\| 2" + rest));
  }

  @Test
  void measuresTheOtherCollectorRatherThanThisOne(@TempDir Path other) throws Exception {
    String broken = MetricsCollector.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(other.resolve(broken).getParent());
    Files.write(other.resolve(broken), new byte[] {1});
    assertThatThrownBy(() -> new AgainstJar(other)).hasRootCauseInstanceOf(ClassFormatError.class);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> new AgainstJar(Path.of("no.jar")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.jar is not there");
  }

  private static Path thisCollector() throws URISyntaxException {
    return Path.of(
        MetricsCollector.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
