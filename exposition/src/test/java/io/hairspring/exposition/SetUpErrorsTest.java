package io.hairspring.exposition;

import static io.hairspring.testing.Refusals.missing;
import static io.hairspring.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthBuilder;
import io.hairspring.exposition.http.MetricsServer;
import io.hairspring.exposition.http.RequestMetricsHandler;
import io.hairspring.exposition.http.RouteTemplates;
import io.hairspring.exposition.http.connection.ConnectionMetrics;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.hairspring.exposition.proxy.TsdbTarget;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    assertThat(MetricsServer.isPath(null)).isFalse();
    refused("maxConnections must be 1 to 100000, was 0", () -> server.maxConnections(0));
    missing("keyStore", () -> server.tls(null, new char[0]));
  }

  @Test
  void secretsThatNoRequestCouldShowAreRefusedWithoutBeingTold() {
    String token = "scrapeToken must have printable ASCII characters alone, at most 4000";
    refused(token, () -> server.scrapeToken("s\u00e9cret"));
    refused(token, () -> server.scrapeToken("a\nb"));
    refused(token, () -> server.scrapeToken("x".repeat(4_001)));
    String user = " of scrapeUser must have at most 1000 characters and no control characters";
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
  void negotiationNamesWhatIsMissing() {
    missing("lines", () -> Accept.of(null));
    missing("lines must not hold null", () -> Accept.of(Collections.singletonList(null)));
    missing("lines", () -> AcceptEncoding.of(null));
    missing("offered", () -> Accept.of(List.of()).choose(null));
    missing(
        "offered must not hold null",
        () -> Accept.of(List.of()).choose(Collections.singletonList(null)));
    missing("chosen", () -> Accept.of(List.of()).escaping(null));
  }

  @Test
  void aDatabaseMustBeOneThatCanBeAsked() {
    refused(
        "tsdb must be a http or https URL with a host, a port up to 65535, if any, and without"
            + " user, query and fragment, such as http://127.0.0.1:8428",
        () -> server.tsdb(URI.create("http://localhost:65536")));
    missing("url", () -> server.tsdb((URI) null));
    TsdbTarget target = TsdbTarget.at(URI.create("http://localhost"));
    missing("infoMetric", () -> target.withServicesOf(null, "service"));
    missing("services must not hold null", () -> target.withServices(Arrays.asList("a", null)));
  }

  @Test
  void healthRefusesNamesAndTimesThatNobodyCouldShow() {
    HealthBuilder health = Health.builder();
    String name = "name of a check must have 1 to 64 characters and not be blank, had ";
    refused(name + 0, () -> health.check("", () -> CheckResult.healthy("")));
    refused(name + 65, () -> health.check("x".repeat(65), () -> CheckResult.healthy("")));
    missing("name", () -> health.figure(null, () -> 1));
    missing("every", () -> health.every(null));
    refused(
        "limit of check \"a\" must be above 0 and up to 1 h, was PT0S",
        () -> health.check("a", Duration.ZERO, () -> CheckResult.healthy("")));
    try (Health built = health.build()) {
      missing("details", () -> built.recovered("restarted", null));
    }
  }

  @Test
  void aKeyMustBeCalledSoThatSomebodyCanGiveIt() {
    String expected =
        "name of a key must be small letters and digits with hyphens between them, such as"
            + " metrics-port, was ";
    refused(expected + "\"metrics_port\"", () -> ConfigKey.of("metrics_port", ""));
    refused(expected + "\"\"", () -> ConfigKey.secret("token", ""));
    refused(expected + "null", () -> ConfigKey.of(null, ""));
  }

  @Test
  void choicesAreTheWordsOfAnEnum() {
    ConfigKey key = ConfigKey.of("states", "");
    ConfigSettings settings = ConfigSettings.builder(List.of(key)).build();
    missing("words", () -> settings.choices(key, null));
    @SuppressWarnings({"unchecked", "rawtypes"}) // what a caller does who has no type to give
    Class<Thread.State> none = (Class) String.class;
    refused(
        "words must be those of an enum, were of java.lang.String",
        () -> settings.choices(key, none));
  }

  @Test
  void settingsNameWhatIsMissing() {
    missing("keys", () -> ConfigSettings.builder(null));
    missing(
        "keys must not hold null", () -> ConfigSettings.builder(Arrays.asList((ConfigKey) null)));
    ConfigSettings.Builder settings = ConfigSettings.builder(HairspringConfig.KEYS);
    missing("path", () -> settings.file(null));
    missing("properties", () -> settings.properties("here", null));
    missing("variables", () -> settings.environment(null));
    missing("name of a variable", () -> settings.environment(Collections.singletonMap(null, "1")));
    missing("name", () -> settings.set(null, "1"));
    missing("value of metrics-port must not be null", () -> settings.set("metrics-port", null));
    missing("key", () -> settings.build().get(null));
    missing("code", () -> HairspringConfig.load(null, Map.of(), null));
    missing("settings", () -> HairspringConfig.read(null));
    assertThat(ConfigSettings.builder(List.of()).build().print()).isEmpty();
  }
}
