package io.hairspring.undertow;

import static io.hairspring.testing.Refusals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host adds a format by one class, which declares what the server has to know of it. */
class FormatsOfHostsTest {
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withUtf8Names(true));
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).format(CsvFormat::new).start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @Test
  void whoeverWouldRatherHaveItIsAnsweredInIt() throws Exception {
    metrics.counter("orders_total", "Orders.").register().add(3);
    HttpResponse<String> csv = client.get("/metrics", "Accept", "text/csv, text/plain;q=0.5");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.body()).startsWith("name,value\r\n").contains("\r\norders_total,3.0\r\n");
    HttpResponse<String> other = client.get("/metrics", "Accept", "text/*");
    assertThat(other.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(client.get("/metrics").body())
        .contains("hairspring_scrape_bytes_total{route=\"/metrics\",format=\"text/csv\"} ");
  }

  @Test
  void itMayAskForAnyQuantile() throws Exception {
    metrics.latency("took_seconds", "Took.").register().record(1_000);
    assertThat(client.get("/metrics?name[]=took_seconds", "Accept", "text/csv").body())
        .containsPattern("took_seconds,(NaN|1\\d\\d\\d\\.0)");
  }

  @Test
  void itsNamesAreSpelledAsTheClientAsksSinceItSaysThatItEscapesThem() throws Exception {
    metrics.counter("orders.taken_total", "Orders.").register().inc();
    HttpResponse<String> dots = client.get("/metrics", "Accept", "text/csv;escaping=dots");
    assertThat(dots.headers().firstValue("Content-Type"))
        .hasValue("text/csv; charset=utf-8; escaping=dots");
    assertThat(dots.body()).contains("\norders_dot_taken__total,1.0\r");
    assertThat(client.get("/metrics", "Accept", "text/csv").body())
        .contains("\norders_taken_total,1.0\r");
  }

  @Test
  void aFormatThatNobodyCouldAskForIsRefused() {
    MetricsServer.Builder builder = MetricsServer.builder(metrics).format(CsvFormat::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.format(CsvFormat::new))
        .withMessageContaining("text/csv")
        .withMessageContaining("is there already");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.format(PrometheusText::new));
    missing("format", () -> builder.format(null));
    missing("what format makes", () -> builder.format(() -> null));
  }
}
