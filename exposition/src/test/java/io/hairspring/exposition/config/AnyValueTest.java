package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What any setting may be given as, by anybody. */
class AnyValueTest {
  static final List<ConfigKey> KEYS = HairspringConfig.KEYS;
  private static final List<String> LISTS =
      List.of(
          "metrics-prefix",
          "metrics-labels",
          "latency-buckets",
          "latency-shapes",
          "latency-gauges",
          "size-buckets",
          "tsdb-services");

  /** Properties files, lists, pairs, lines and terminals have rules about each of these. */
  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars(" \t\f\n\r#!=:\\,;u00e9äé\u2028\u0000\u001b\ufeff\ud800🜁".toCharArray())
            .ofMaxLength(12),
        Arbitraries.strings().ofMaxLength(8));
  }

  @Property(tries = 100)
  void whatIsPrintedReadsBackAsTheSame(@ForAll("values") String value) throws Exception {
    ConfigSettings.Builder given = ConfigSettings.builder(KEYS);
    KEYS.forEach(key -> given.set("\nfrom " + value, key.name(), value));
    ConfigSettings settings = given.build();
    Path file = Files.createTempFile("printed", ".properties");
    try {
      Files.writeString(file, settings.print());
      ConfigSettings again = ConfigSettings.builder(KEYS).file(file).build();
      for (ConfigKey key : KEYS) {
        assertThat(again.get(key)).isEqualTo(key.secret() ? null : settings.get(key));
      }
    } finally {
      Files.delete(file);
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
        "\0",
        "a\nb",
        "a\u2028b\u0085c",
        "\u001b[31m",
        "x".repeat(200_000),
        "9".repeat(200_000),
        "/nowhere",
        "/tmp",
        "-1",
        "99999999999",
        "=",
        ",",
        "method=x=y",
        "__name__=x",
        "1e999",
        "http://",
        "\ud800");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatCannotBeUsedIsOneShortLineThatNamesTheSetting(String value) {
    for (ConfigKey key : KEYS) {
      Map<String, String> code = new HashMap<>(Map.of(key.name(), value));
      beside(key).forEach(code::putIfAbsent);
      try {
        HairspringConfig.load(null, Map.of(), code);
      } catch (ConfigException bad) {
        assertThat(bad.getMessage())
            .startsWith(key.name() + ": expected ")
            .hasSizeLessThan(900)
            .matches("\\P{C}*");
      }
    }
  }

  private static Map<String, String> beside(ConfigKey key) {
    return switch (key.name()) {
      case "metrics-user", "metrics-password" ->
          Map.of("metrics-user", "me", "metrics-password", "secret");
      case "metrics-tls-key-store" -> Map.of("metrics-tls-password", "secret");
      default -> Map.of();
    };
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void aBlankOneIsAnEmptyListOrRefusedWhereverItStands(ConfigKey key) throws Exception {
    String variable = "HAIRSPRING_" + key.name().toUpperCase(Locale.ROOT).replace('-', '_');
    Path file = Files.createTempFile("blank", ".properties");
    Files.writeString(file, key.name() + "= \n");
    try {
      boolean taken = LISTS.contains(key.name());
      assertThat(isTaken(file, Map.of(), Map.of())).isEqualTo(taken);
      assertThat(isTaken(null, Map.of(variable, ""), Map.of())).isEqualTo(taken);
      assertThat(isTaken(null, Map.of(), Map.of(key.name(), "\t"))).isEqualTo(taken);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean isTaken(
      Path file, Map<String, String> variables, Map<String, String> code) {
    try {
      HairspringConfig.load(file, variables, code);
      return true;
    } catch (ConfigException refused) {
      return false;
    }
  }
}
