package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is refused reads where in the user's code the first was made, as in this package. */
class RegisteredAtTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aMetricTellsTheLineThatMadeIt() {
    metrics.counter("a_total", "A.").register();
    List.of("g").forEach(name -> metrics.gauge(name, "G.").register(() -> 1));
    for (String name : List.of("a_total", "g")) {
      assertThat(metrics.find(name).orElseThrow().registeredAt())
          .matches("com\\.example\\.shop\\.RegisteredAtTest\\(RegisteredAtTest\\.java:1[45678]\\)");
    }
  }

  @Test
  void aRefusalSaysBothDefinitionsWhereTheFirstWasMadeAndWhatToDo() {
    metrics.counter("orders_total", "Orders taken.").family("region", "kind");
    assertThatThrownBy(
            () ->
                metrics
                    .counter("orders_total", "Orders.")
                    .countsPerUnit(100)
                    .label("app", "x")
                    .family("region"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "metric \"orders_total\" exists already and differs in help, label names, fixed labels,"
                + " countsPerUnit: given counter \"Orders\\.\" by region, app=\"x\", countsPerUnit 100,"
                + " was counter \"Orders taken\\.\" by region, kind, made at"
                + " com\\.example\\.shop\\.RegisteredAtTest\\(RegisteredAtTest\\.java:26\\); expected the"
                + " same, which returns the same instrument, or another name");
  }

  @Test
  void aClashOfLinesSaysWhoseTheyAre() {
    metrics.gauge("y_count", "Ours.").register();
    assertThatThrownBy(() -> metrics.histogram("y", "Y.").register())
        .hasMessageContaining("would emit \"y_count\", which \"y_count\" emits already")
        .hasMessageContaining("gauge \"Ours.\" without labels, made at com.example.shop.Reg");
  }
}
