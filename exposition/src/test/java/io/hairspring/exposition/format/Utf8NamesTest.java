package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind under names of any characters, in each way of escaping; each a golden file. */
class Utf8NamesTest {
  private static final String[] ALL = {
    "http.requests_total",
    "builds.日本_info",
    "say \"hi\"\\\n",
    "size.bytes",
    "call.time_seconds",
    "pool.mode",
    "classic_total"
  };

  private final MetricsCollector metrics =
      MetricsCollector.create(Rendered.config().withUtf8Names(true));

  Utf8NamesTest() {
    metrics
        .counter("http.requests_total", "Requests.")
        .family("path", "error.message")
        .with("/", "not \"found\"")
        .add(7, Exemplar.of("trace_id", "a"));
    metrics.info("builds.日本_info", "Builds.", Map.of("git.commit", "abc"));
    metrics.gauge("say \"hi\"\\\n", "Quoted.").register().set(1);
    metrics.histogram("size.bytes", "Sizes.").buckets(1).family("of.what").with("b").observe(2);
    metrics.latency("call.time_seconds", "Calls.").register().record(1_500_000_000);
    metrics.stateSet("pool.mode", "Mode.", List.of("on", "off")).register().become("on");
    metrics.counter("classic_total", "Classic.").family("a_b").with("c").inc();
  }

  @ParameterizedTest
  @EnumSource
  void text(NameEscaping escaping) throws IOException {
    same("txt", escaping, PrometheusText.version1());
  }

  @ParameterizedTest
  @EnumSource
  void openMetrics(NameEscaping escaping) throws IOException {
    same("om", escaping, new OpenMetricsText());
  }

  @ParameterizedTest
  @EnumSource
  void protobufSpellsThemAsTextDoes(NameEscaping escaping) throws IOException {
    byte[] answer = Rendered.bytes(new PrometheusProtobuf(), metrics, escaping, ALL);
    StringBuilder names = new StringBuilder();
    for (var family : Protobuf.read(answer)) {
      names.append(family.getName());
      family.getMetric(0).getLabelList().forEach(pair -> names.append('|').append(pair.getName()));
      names.append(";\n");
    }
    assertSame("protobuf", escaping, names.toString());
  }

  @Test
  void aReaderThatDoesNotAskIsGivenUnderscores() {
    assertThat(Rendered.as(new PrometheusText(), metrics, ALL))
        .isEqualTo(
            new String(
                Rendered.bytes(new PrometheusText(), metrics, NameEscaping.UNDERSCORES, ALL),
                StandardCharsets.UTF_8));
  }

  @Test
  void jsonShowsThemAsTheyAre() throws IOException {
    assertThat(JsonReader.read(Rendered.bytes(new MetricsJson(), metrics, ALL)).values())
        .containsKey(
            new ReadBack.Sample(
                "http.requests_total", Map.of("path", "/", "error.message", "not \"found\"")));
  }

  @Test
  void familiesAreAskedForByTheirNameInAnySpelling() {
    for (String name :
        List.of("size.bytes", "size_bytes", "U__size_2e_bytes", "size_dot_bytes_bucket")) {
      assertThat(Rendered.as(new PrometheusText(), metrics, name)).contains("size_bytes_sum");
    }
    assertThat(Rendered.as(new PrometheusText(), metrics, "size", "sizebytes")).isEmpty();
  }

  @Test
  void inOpenMetricsACounterStandsBesideAGaugeThatIsSpelledAsItsShortName() {
    metrics.gauge("a\u00e9b", "Gauge.").register().set(1);
    metrics.counter("a_b_total", "Counter.").register().inc();
    assertThat(Rendered.as(new OpenMetricsText(), metrics, "a\u00e9b", "a_b_total"))
        .contains("# TYPE a_b gauge\n", "# TYPE a_b_total unknown\n");
  }

  @Test
  void aNameCannotSteerATerminal() {
    metrics.latency("bell\u0007\u009b_seconds", "Bells.").register().record(1);
    assertThat(Rendered.as(new LatencySummaryTable(), metrics, "bell\u0007\u009b_seconds"))
        .contains("bell??_seconds");
  }

  private void same(String ending, NameEscaping escaping, MetricsFormat format) throws IOException {
    for (int again = 0; again < 2; again++) { // names that were kept are spelled the same
      byte[] answer = Rendered.bytes(format, metrics, escaping, ALL);
      assertSame(ending, escaping, new String(answer, StandardCharsets.UTF_8));
    }
  }

  private static void assertSame(String ending, NameEscaping escaping, String rendered)
      throws IOException {
    String file = "utf8-names." + escaping.parameter() + "." + ending;
    try (InputStream golden = Utf8NamesTest.class.getResourceAsStream(file)) {
      assertThat(golden).as(file).isNotNull();
      assertThat(rendered)
          .as(file)
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
