package io.hairspring.exposition.format;

import io.hairspring.collector.Histogram;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.SummaryView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** What parsers of other projects read in each format is what was put in, whatever that was. */
class WhatWasPutInTest extends ReadByParsers {
  private static final int TRIES = 250;

  private MetricsCollector metrics;
  private ReadBack put;

  @BeforeTry
  void startAfresh() {
    metrics =
        MetricsCollector.create(
            Rendered.config().withClockThread(false).withMaxLabelChars(AnyText.LONG));
    put = new ReadBack();
  }

  @Provide
  Arbitrary<String> names() {
    return AnyText.names()
        .filter(name -> !name.matches("hairspring_.*|.*_(total|bucket|created|info|sum|count)"));
  }

  @Provide
  Arbitrary<AnyFamily> families() {
    return AnyFamily.families();
  }

  @Provide
  Arbitrary<Double> numbers() {
    return AnyText.numbers();
  }

  @Property(tries = TRIES)
  void gauges(
      @ForAll("names") String name,
      @ForAll("families") AnyFamily any,
      @ForAll("numbers") double value)
      throws Exception {
    var gauges = metrics.gauge(name, any.help()).family(any.labelNames());
    for (List<String> values : any.series()) {
      gauges.with(values).set(value);
      put.add(name, any.labelsOf(values), value);
    }
    formats.assertReadBack(put, metrics, name, any.help());
  }

  @Property(tries = TRIES)
  void counters(
      @ForAll("names") String stem,
      @ForAll("families") AnyFamily any,
      @ForAll @LongRange(min = 0) long total)
      throws Exception {
    String name = stem + "_total";
    var counters = metrics.counter(name, any.help()).family(any.labelNames());
    for (List<String> values : any.series()) {
      counters.with(values).add(total);
      put.add(name, any.labelsOf(values), BigInteger.valueOf(total));
    }
    formats.assertReadBack(put, metrics, name, any.help());
  }

  @Property(tries = TRIES)
  void infos(@ForAll("names") String stem, @ForAll("families") AnyFamily any) throws Exception {
    String name = stem + "_info";
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < any.labels().size(); i++) {
      labels.put(any.labels().get(i), any.series().get(0).get(i));
    }
    metrics.info(name, any.help(), labels);
    put.add(name, any.labelsOf(any.series().get(0)), 1);
    formats.assertReadBack(put, metrics, name, any.help());
  }

  @Provide
  Arbitrary<List<String>> states() {
    return AnyText.texts()
        .filter(state -> !state.isEmpty() && state.length() <= 200)
        .list()
        .uniqueElements(AnyText::written)
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property(tries = TRIES)
  void stateSets(
      @ForAll("names") String stem,
      @ForAll("families") AnyFamily any,
      @ForAll("states") List<String> states)
      throws Exception {
    String name = stem + "_state"; // as none of the labels
    var sets = metrics.stateSet(name, any.help(), states).family(any.labelNames());
    for (List<String> values : any.series()) {
      sets.with(values).become(states.get(0));
      for (String state : states) {
        int on = state.equals(states.get(0)) ? 1 : 0;
        put.add(name, any.labelsOf(values), name, AnyText.written(state), on);
      }
    }
    formats.assertReadBack(put, metrics, name, any.help());
  }

  @Provide
  Arbitrary<double[]> bounds() {
    return AnyText.numbers()
        .filter(Double::isFinite)
        .map(bound -> bound == 0 ? 0.0 : bound)
        .list()
        .uniqueElements()
        .ofMaxSize(12)
        .map(bounds -> bounds.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  @Provide
  Arbitrary<List<Double>> observed() {
    return AnyText.numbers().filter(Double::isFinite).list().ofMaxSize(5);
  }

  @Property(tries = TRIES)
  void histograms(
      @ForAll("names") String name,
      @ForAll("families") AnyFamily any,
      @ForAll("bounds") double[] bounds,
      @ForAll("observed") List<Double> observed)
      throws Exception {
    List<String> values = any.series().get(0);
    var histograms = metrics.histogram(name, any.help()).buckets(bounds);
    Histogram histogram = histograms.family(any.labelNames()).with(values);
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : observed) {
      histogram.observe(value);
      sum = sum.add(new BigDecimal(value));
    }
    Map<String, String> labels = any.labelsOf(values);
    for (double bound : bounds) {
      long below = observed.stream().filter(value -> value <= bound).count();
      put.add(name + "_bucket", labels, "le", Double.toString(bound), below);
    }
    put.add(name + "_bucket", labels, "le", "Infinity", observed.size());
    put.add(name + "_count", labels, observed.size());
    put.add(name + "_sum", labels, sum.doubleValue());
    formats.assertReadBack(put, metrics, name, any.help());
  }

  @Provide
  Arbitrary<SummaryView> summaries() {
    return AnyText.numbers().list().ofMaxSize(6).map(WhatWasPutInTest::summary);
  }

  /** Returns a summary of these values, at quantiles that ascend; the last one is its sum. */
  private static SummaryView summary(List<Double> all) {
    List<Double> values = all.subList(0, Math.max(0, all.size() - 1));
    double quantiles = values.size();
    return SummaryView.of(
        IntStream.rangeClosed(1, values.size()).mapToObj(i -> i / quantiles).toList(),
        values,
        Long.MAX_VALUE - all.size(),
        all.isEmpty() ? 0 : all.get(all.size() - 1));
  }

  @Property(tries = TRIES)
  void summariesOfSources(
      @ForAll("names") String name,
      @ForAll("families") AnyFamily any,
      @ForAll("summaries") SummaryView told)
      throws Exception {
    String[] values = any.series().get(0).toArray(String[]::new);
    metrics
        .source("other", sink -> sink.summary(name, told, values))
        .families(SourceFamily.summary(name, any.help(), any.labelNames()))
        .register();
    Map<String, String> labels = any.labelsOf(any.series().get(0));
    for (int i = 0; i < told.quantiles(); i++) {
      put.add(name, labels, "quantile", Double.toString(told.quantile(i)), told.value(i));
    }
    put.add(name + "_count", labels, BigInteger.valueOf(told.count()));
    put.add(name + "_sum", labels, told.sum());
    try {
      formats.assertReadBack(put, metrics, name, any.help());
    } finally {
      metrics.close(); // the threads that ask the source
    }
  }
}
