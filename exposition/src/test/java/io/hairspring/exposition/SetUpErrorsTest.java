package io.hairspring.exposition;

import static io.hairspring.testing.Refusals.missing;
import static io.hairspring.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.exposition.health.HealthBuilder;
import io.hairspring.exposition.negotiation.Accept;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is set up wrongly is refused at once: by name, with its value and what is expected. */
class SetUpErrorsTest {
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
        () -> TsdbTarget.at(URI.create("http://localhost:65536")));
    missing("url", () -> TsdbTarget.at(null));
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
