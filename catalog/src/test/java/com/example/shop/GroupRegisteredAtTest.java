package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.CacheMetrics;
import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.Test;

/** A metric of a group was made where the user's code made the group, as in this package. */
class GroupRegisteredAtTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aMetricTellsTheLineThatMadeItsGroup() {
    new CacheMetrics(metrics);
    assertThat(metrics.find("cache_hits_total").orElseThrow().registeredAt())
        .isEqualTo("com.example.shop.GroupRegisteredAtTest(GroupRegisteredAtTest.java:15)");
  }
}
