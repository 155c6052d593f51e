package io.hairspring.undertow;

import static io.hairspring.testing.Refusals.missing;
import static io.hairspring.testing.Refusals.refused;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.undertow.connection.ConnectionMetrics;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is set up wrongly is refused at once: by name, with its value and what is expected. */
class SetUpErrorsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final MetricsServer.Builder server = MetricsServer.builder(metrics);

  @Test
  void aServerRefusesPlacesWhereItCannotBe() {
    refused("port must be 0 to 65535, was -1", () -> server.port(-1));
    refused("port must be 0 to 65535, was 65536", () -> server.port(65_536));
    missing("host", () -> server.host(null));
    refused("host must be an address or a host name, was \"\"", () -> server.host(""));
    refused("host must be an address or a host name, was \"a b\"", () -> server.host("a b"));
    String path = "path must be one at or below which no other route is, such as /metrics, was ";
    refused(path + "null", () -> server.path(null));
    refused(path + "\"\"", () -> server.path(""));
    refused("maxConnections must be 1 to 100000, was 0", () -> server.maxConnections(0));
    missing("keyStore", () -> server.tls(null, new char[0]));
  }

  @Test
  void secretsThatNoRequestCouldShowAreRefusedWithoutBeingTold() {
    String token = "scrapeToken must have printable ASCII characters alone, at most 4000";
    refused(token, () -> server.scrapeToken("s\u00e9cret"));
    refused(token, () -> server.scrapeToken("a\nb"));
    refused(token, () -> server.scrapeToken("x".repeat(4_001)));
    String user =
        " of scrapeUser must have at most 1000 characters and no control characters or lone surrogates";
    refused("name" + user, () -> server.scrapeUser("a\nb", "secret"));
    refused("password" + user, () -> server.scrapeUser("a", "x".repeat(1_001)));
  }

  @Test
  void handlersNameWhatIsMissing() {
    RequestMetricsHandler.Builder handler = RequestMetricsHandler.builder(metrics);
    missing("ring", () -> handler.through(null));
    missing("upperBounds", () -> handler.durationBuckets((double[]) null));
    missing("templates", () -> RouteTemplates.of((String[]) null));
    refused(
        "route template \"null\" is not allowed; expected a leading slash and no empty segment",
        () -> RouteTemplates.of((String) null));
    missing("prefix", () -> ConnectionMetrics.register(metrics, null));
  }

  @Test
  void configurationsAndDatabasesMustBeThere() {
    missing("config", () -> MetricsServer.builder(metrics, null));
    missing("config", () -> RequestMetricsHandler.builder(metrics, null));
    missing("url", () -> server.tsdb((URI) null));
  }
}
