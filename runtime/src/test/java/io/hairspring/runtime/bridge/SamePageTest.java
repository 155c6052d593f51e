package io.hairspring.runtime.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.PrometheusProtobuf;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.prometheus.metrics.config.ExporterProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/** client_java's own server shows of a collector what our formats show of it. */
class SamePageTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-28T10:00:00.123Z"), ZoneOffset.UTC);
  // Counters that share their short name with others, and a gauge that ends like a counter: theirs
  // are unknown in all formats, ours where a format would take them for something else.
  private static final List<String> UNKNOWN =
      List.of("orders_total", "told_total", "missions_total");
  private static final String CREATED = "\\s*created_timestamp \\{[^}]*}";
  private static final PrometheusRegistry REGISTRY = new PrometheusRegistry();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HTTPServer server;

  private MetricsCollector metrics;

  @BeforeContainer
  static void serve() throws IOException {
    ExporterProperties exporter =
        ExporterProperties.builder().includeCreatedTimestamps(true).build();
    server =
        HTTPServer.builder(PrometheusProperties.builder().exporterProperties(exporter).build())
            .inetAddress(InetAddress.getLoopbackAddress())
            .port(0)
            .registry(REGISTRY)
            .buildAndStart();
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @BeforeTry
  void startAfresh() {
    metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withClock(CLOCK)
                .withTicker(() -> 0)
                .withClockThread(false)
                .withUtf8Names(true)
                .withLabel("zone", "eu"));
  }

  @AfterTry
  void close() {
    REGISTRY.clear();
    metrics.close();
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void everyFormatSaysTheSame(@ForAll long seed) throws Exception {
    AnyInstruments.fill(metrics, seed);
    HairspringCollector.register(metrics, REGISTRY);
    Map<String, String> theirText = ReadPage.of(text(theirs("text/plain")));
    theirText.keySet().removeIf(key -> key.contains("_created")); // lines of OpenMetrics
    UNKNOWN.forEach(name -> theirText.replace("TYPE " + name, "untyped", "counter"));
    Map<String, String> ourText = ReadPage.of(text(ours(new PrometheusText())));
    ourText.replace("TYPE missions_total", "untyped", "counter");
    assertSame(theirText, ourText);
    Map<String, String> theirOpen =
        ReadPage.of(text(theirs("application/openmetrics-text; version=1.0.0")));
    Map<String, String> ourOpen = ReadPage.of(text(ours(new OpenMetricsText(true))));
    for (Map<String, String> page : List.of(theirOpen, ourOpen)) {
      page.replaceAll( // a native histogram alone has one bucket here, for any of its exemplars
          (what, value) -> what.startsWith("call2_") ? value.replaceAll(" # .*", "") : value);
    }
    assertSame(theirOpen, ourOpen);
    assertSame(
        protobuf(
            theirs(
                "application/vnd.google.protobuf;"
                    + " proto=io.prometheus.client.MetricFamily; encoding=delimited")),
        protobuf(ours(new PrometheusProtobuf())));
  }

  private static void assertSame(Map<String, String> theirs, Map<String, String> ours) {
    assertThat(theirs.keySet()).isEqualTo(ours.keySet());
    ours.forEach((what, value) -> assertThat(theirs.get(what)).as(what).isEqualTo(value));
  }

  /** Returns metrics by name and labels, and what is said of families. */
  private static Map<String, String> protobuf(byte[] page) throws IOException {
    Map<String, String> read = new TreeMap<>();
    ByteArrayInputStream in = new ByteArrayInputStream(page);
    for (MetricFamily family; (family = MetricFamily.parseDelimitedFrom(in)) != null; ) {
      String name = family.getName();
      if (!name.startsWith("hairspring_") && !UNKNOWN.contains(name)) {
        read.put(name, family.getType() + " " + family.getHelp());
        for (Metric metric : family.getMetricList()) {
          Map<String, String> labels = new TreeMap<>();
          metric.getLabelList().forEach(label -> labels.put(label.getName(), label.getValue()));
          Metric.Builder rest = metric.toBuilder().clearLabel();
          if (name.equals("call2_seconds")) { // theirs adds a classic bucket, for one exemplar
            rest.getHistogramBuilder().clearBucket().clearExemplars();
          }
          read.put( // creation times theirs has in OpenMetrics alone
              name + labels, rest.build().toString().replaceAll(CREATED, ""));
        }
      }
    }
    return read;
  }

  private static byte[] theirs(String accept) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getPort() + "/metrics");
    var answer =
        CLIENT.send(
            HttpRequest.newBuilder(uri).header("Accept", accept).build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(text(answer.body())).isEqualTo(200);
    return answer.body();
  }

  private byte[] ours(MetricsFormat format) {
    Utf8Buffer buffer = new Utf8Buffer();
    format.begin(buffer, NameEscaping.UNDERSCORES);
    format.end(metrics.visit(format));
    return buffer.copy();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
