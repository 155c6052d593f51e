package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.SourceFamily;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which names of any characters are allowed, where they are asked for. */
class Utf8NamesTest {
  private static final CollectorConfig CONFIG = CollectorConfig.defaults().withUtf8Names(true);

  private final MetricsCollector metrics = MetricsCollector.create(CONFIG);

  @Test
  void anyCharactersAreAllowedThatUtf8CanHold() {
    metrics.counter("http.requests_total", "Help.").family("my \"path\"\n").with("/").inc();
    metrics.gauge("時計", "Help.").register().set(3);
    metrics.gauge("a:b", "Help.").register().set(4);
    metrics.info("builds.all_info", "Help.", Map.of("git.commit", "abc"));
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http.requests_total{\"my \\\"path\\\"\\n\"=\"/\"}")).isOne();
    assertThat(seen.get("時計")).isEqualTo(3.0);
    assertThat(seen.keys()).contains("a:b", "builds.all_info{\"git.commit\"=\"abc\"}");
    refused(
        () -> metrics.gauge("", "Help."), "metric name \"\" is not allowed; expected 1 or more");
    refused(() -> metrics.gauge("half \uD83D", "Help."), "characters that UTF-8 can hold");
    refused(() -> metrics.gauge("時".repeat(201), "Help."), "at most 200 characters");
    refused(() -> family("x_total", ""), "label name of x_total \"\" is not allowed");
  }

  @Test
  void prefixLabelsAndSourcesHaveThemToo() {
    MetricsCollector prefixed =
        MetricsCollector.create(CONFIG.withPrefix("my.").withLabel("k8s.pod", "a"));
    prefixed.gauge("depth", "Help.").register().set(1);
    prefixed
        .source("pool", sink -> sink.gauge("pool.size", 2, "b"))
        .families(SourceFamily.gauge("pool.size", "Help.", "pool.name"))
        .register();
    Seen seen = Seen.of(prefixed);
    prefixed.close();
    assertThat(seen.get("my.depth{\"k8s.pod\"=\"a\"}")).isEqualTo(1.0);
    assertThat(seen.get("my.pool.size{\"k8s.pod\"=\"a\",\"pool.name\"=\"b\"}")).isEqualTo(2.0);
  }

  @Test
  void namesThatAreSpelledAlikeAreRefused() {
    metrics.gauge("a.b", "Help.").register();
    String alike = "\" would emit \"a_b\", which \"a.b\" emits already";
    refused(() -> metrics.gauge("a_b", "Help.").register(), "metric \"a_b" + alike);
    refused(() -> metrics.gauge("a-b", "Help.").register(), "metric \"a-b" + alike);
    refused(() -> metrics.gauge("a.b", "Another.").register(), "metric \"a.b\" exists already");
    metrics.gauge("c.d_count", "Help.").register();
    refused(
        () -> metrics.histogram("c_d", "Help.").register(), "which \"c.d_count\" emits already");
    refused(() -> metrics.gauge("U__a_2e_b", "Help.").register(), "which \"a.b\" emits already");
    refused(() -> family("x_total", "k.b", "k_b"), "expected each label once");
  }

  @Test
  void whatNamesEndInCountsAsItIsSpelled() {
    refused(
        () -> metrics.counter("x.total", "Help."), "expected a counter's name to end in _total");
    refused(() -> metrics.gauge("x.bucket", "Help."), "_bucket to be left to the lines");
    refused(() -> metrics.histogram("x.total", "Help."), "_total only on a counter's name");
    refused(() -> metrics.gauge("x.total", "Help.").register(), "or unconventionalName()");
    refused(() -> metrics.gauge("hairspring.x", "Help."), "the collector's own metrics");
  }

  @Test
  void noLabelBecomesTheNameOfTheMetric() {
    for (String label : List.of("_name_", ".name.", "..name..", "__name__")) {
      refused(() -> family("x_total", label), "label name of x_total");
    }
    refused(
        () -> metrics.stateSet("my.mode", "Help.", List.of("on")).family("my_mode"),
        "left to its states");
    assertThatCode(() -> family("x_total", "日本")).doesNotThrowAnyException();
  }

  @Test
  void aFamilyIsBeforeThoseThatBeginWithItsSpelling() {
    metrics.gauge("a\u00e9b", "Help.").register();
    metrics.counter("a_b_total", "Help.").register().inc();
    metrics.gauge("a.a", "Help.").register();
    List<String> own =
        Seen.of(metrics).keys().stream().filter(key -> !key.startsWith("hairspring_")).toList();
    assertThat(own).containsExactly("a.a", "a\u00e9b", "a_b_total");
  }

  private void family(String name, String... labels) {
    metrics.counter(name, "Help.").family(labels);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
