package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.SourceFamily;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aNameOfOtherCharactersIsRefusedWithTheOneToWrite() {
    refused(() -> metrics.gauge("my-gauge", "Help."), "did you mean \"my_gauge\"?");
    refused(() -> metrics.counter("http.requests.total", "Help."), "\"http_requests_total\"?");
    refused(() -> metrics.counter("my clicks", "Help."), "did you mean \"my_clicks_total\"?");
    refused(() -> metrics.counter("clicks", "Help.").register(), "such as clicks_total");
    refused(() -> metrics.gauge("a", "Help.").family("my-label"), "did you mean \"my_label\"?");
    refused(() -> metrics.gauge("my.gauge", "Help."), "utf8-names");
  }

  @Test
  void namesMustBePrometheusNames() {
    refused(() -> metrics.gauge("a-b", "Help."), "metric name \"a-b\" is not allowed; expected");
    refused(() -> metrics.gauge("", "Help."), "metric name \"\" is not allowed");
    refused(() -> metrics.gauge("a:b", "Help."), "metric name \"a:b\" is not allowed");
    refused(() -> metrics.gauge("x".repeat(201), "Help."), "at most 200 characters");
  }

  @Test
  void totalIsForCountersAndForThemAlone() {
    refused(
        () -> metrics.counter("requests", "Help."), "expected a counter's name to end in _total");
    refused(
        () -> metrics.histogram("requests_total", "Help."), "expected _total only on a counter");
    refused(
        () -> metrics.gauge("requests_total", "Help.").register(),
        "expected _total only on a counter's name, or unconventionalName() on the gauge's builder");
    refused(() -> metrics.gauge("x_total", "Help.").callbacks(), "_total only on a counter");
  }

  @Test
  void aGaugeMayBeNamedLikeACounterIfAskedFor() {
    metrics.gauge("missions_total", "Missions.").unconventionalName().register().set(3);
    metrics.gauge("specs_total", "Specs.").unconventionalName().register(() -> 4);
    assertThat(Seen.of(metrics).get("missions_total")).isEqualTo(3.0);
    assertThat(Seen.of(metrics).get("specs_total")).isEqualTo(4.0);
    refused(() -> metrics.counter("missions_total", "Help.").register(), "exists already");
    refused(() -> metrics.gauge("a_created", "Help.").unconventionalName(), "_created to be left");
  }

  @Test
  void suffixesOfTheFormatsAreKeptForThem() {
    refused(() -> metrics.gauge("a_bucket", "Help."), "_bucket to be left to the lines");
    refused(() -> metrics.gauge("a_created", "Help."), "_created to be left to the lines");
    refused(() -> metrics.info("a", "Help.", Map.of()), "to end in _info, such as a_info");
  }

  @Test
  void aLatencyIsNotNamedAfterAUnitInWhichItIsNotShown() {
    refused(() -> metrics.latency("call_ms", "Help."), "latency's name to end in _seconds");
    refused(() -> metrics.latency("call_nanos", "Help."), "metric name \"call_nanos\"");
    refused(() -> metrics.latency("call_nanos", "Help."), "such as call_seconds");
    assertThatCode(() -> metrics.latency("call_time", "Help.")).doesNotThrowAnyException();
  }

  @Test
  void whatIsNullIsRefusedByName() {
    refused(() -> metrics.gauge(null, "Help."), "metric name \"null\" is not allowed");
    refused(() -> metrics.gauge("x", null), "help of x \"null\" is not allowed");
    refused(() -> family("a", null), "label name of x_total \"null\" is not allowed");
    assertThatThrownBy(() -> metrics.info("x_info", "Help.", null))
        .hasMessage("labels of x_info must not be null");
    assertThatThrownBy(() -> metrics.gauge("x", "Help.").label("a", null))
        .hasMessage("value of label \"a\" of x must not be null");
  }

  @Test
  void helpMustSayWhatIsMeasured() {
    refused(() -> metrics.counter("requests_total", " "), "help of requests_total \" \"");
  }

  @Test
  void labelsMustBeLabels() {
    refused(() -> family("__a"), "no leading __");
    refused(() -> family("a-b"), "label name of x_total \"a-b\"");
    refused(() -> family("a", "a"), "expected each label once");
    refused(
        () -> metrics.latency("x_seconds", "Help.").family("quantile"),
        "le and quantile to be left to the format");
  }

  @Test
  void aLabelOfEverySeriesCannotBeAFamilysToo() {
    MetricsCollector labelled =
        MetricsCollector.create(CollectorConfig.defaults().withLabel("app", "x"));
    refused(() -> labelled.counter("x_total", "Help.").family("app"), "expected each label once");
  }

  @Test
  void noTwoMetricsEmitTheSameLine() {
    metrics.counter("x_total", "Help.").register();
    refused(() -> metrics.counter("x_total", "Another.").register(), "exists already");
    metrics.gauge("y_count", "Help.").register();
    refused(
        () -> metrics.histogram("y", "Help.").register(),
        "metric \"y\" would emit \"y_count\", which \"y_count\" emits already");
    assertThatCode(() -> metrics.gauge("x", "Help.").register()).doesNotThrowAnyException();
  }

  @Test
  void creationTimesOfTwoMetricsAreNotTheSameLine() {
    metrics.counter("x_total", "Help.").register();
    refused(
        () -> metrics.latency("x", "Help.").register(),
        "metric \"x\" would emit \"x_created\", which \"x_total\" emits already");
    refused(() -> metrics.histogram("x", "Help.").register(), "would emit \"x_created\"");
    SourceFamily summary = SourceFamily.summary("x", "Help.");
    refused(() -> metrics.source("s", sink -> {}).families(summary).register(), "\"x_created\"");
  }

  @Test
  void aRefusedMetricLeavesNothingBehind() {
    metrics.gauge("y_count", "Help.").register();
    refused(() -> metrics.histogram("y", "Help.").register(), "would emit");
    assertThatCode(() -> metrics.gauge("y_sum", "Help.").register()).doesNotThrowAnyException();
  }

  @Test
  void thePrefixStandsBeforeEveryNameButTheCollectorsOwn() {
    MetricsCollector prefixed =
        MetricsCollector.create(CollectorConfig.defaults().withPrefix("wilab_"));
    prefixed.gauge("networks_active", "Networks.").register().set(3);
    Seen seen = Seen.of(prefixed);
    assertThat(seen.get("wilab_networks_active")).isEqualTo(3.0);
    assertThat(seen.get("hairspring_epoch")).isEqualTo(1.0);
    refused(() -> metrics.gauge("hairspring_x", "Help."), "the collector's own metrics");
    refused(() -> CollectorConfig.defaults().withPrefix("a-"), "prefix \"a-\"");
  }

  private void family(String... labels) {
    metrics.counter("x_total", "Help.").family(labels);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
