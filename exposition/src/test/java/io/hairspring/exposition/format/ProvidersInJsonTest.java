package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** The view by provider: {@code .providers} of the JSON. */
class ProvidersInJsonTest {
  private final MetricsCollector metrics = MetricsCollector.create(Rendered.config());

  @Test
  void eachProviderHasItsFiguresOverItsOtherLabels() {
    Family<Counter> calls = metrics.counter("calls_total", "Calls.").family("provider", "model");
    calls.with("openai", "gpt-4o").add(3);
    calls.with("openai", "o3").add(4);
    calls.with("google", "gemini").inc();
    Family<LatencyRecorder> time = metrics.latency("time_seconds", "Time.").family("provider");
    time.with("openai").record(500_000_000);
    time.with("openai").record(1_000_000_000);
    metrics.gauge("load_ratio", "Load.").family("provider").with("google").set(0.5);
    assertThat(json("calls_total", "time_seconds", "load_ratio"))
        .contains(
            "],\"providers\":{"
                + "\"openai\":{\"calls_total\":7,\"time_seconds\":{\"count\":2,\"sum\":1.5}},"
                + "\"google\":{\"calls_total\":1,\"load_ratio\":0.5}},\"epoch\":");
  }

  @Test
  void aFractionOfOneModelDoesNotSpoilTheWholeNumbersOfAnother() {
    Family<Counter> cost = metrics.counter("cost_total", "Cost.").family("provider", "model");
    cost.with("openai", "gpt-4o").add(3);
    cost.with("openai", "o3").add(0.5);
    cost.with("openai", "o4").add(1);
    assertThat(json("cost_total")).contains("\"openai\":{\"cost_total\":4.5}");
  }

  @Test
  void aTotalOverModelsIsNeverNegative() {
    Family<Counter> tokens = metrics.counter("tokens_total", "T.").family("provider", "model");
    tokens.with("openai", "gpt-4o").add(Long.MAX_VALUE);
    tokens.with("openai", "o3").add(7);
    assertThat(json("tokens_total")).contains("\"openai\":{\"tokens_total\":9223372036854775807}");
  }

  @Test
  void valuesOfAProviderAddUpInTheirUnit() {
    metrics.values("score", "S.").decimalPlaces(1).family("provider").with("a").observe(0.5);
    assertThat(json("score")).contains("\"a\":{\"score\":{\"count\":1,\"sum\":0.5}}");
  }

  @Test
  void aGaugeThatSeveralSeriesOfAProviderHaveIsLeftOut() {
    metrics.gauge("load_ratio", "Load.").family("provider", "zone").with("google", "a").set(0.5);
    assertThat(json("calls_total", "time_seconds", "load_ratio")).doesNotContain("\"providers\"");
  }

  @Test
  void withoutProvidersThereIsNoSuchMember() {
    metrics.counter("calls_total", "Calls.").register().inc();
    assertThat(json("calls_total", "time_seconds", "load_ratio")).doesNotContain("\"providers\"");
  }

  private String json(String... families) {
    return Rendered.as(new MetricsJson(), metrics, families);
  }
}
