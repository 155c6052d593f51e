package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.NameEscaping;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** How names are escaped, against the specification's examples and client_java. */
class NameEscapingTest {
  private static final Map<NameEscaping, EscapingScheme> THEIRS =
      Map.of(
          NameEscaping.ALLOW_UTF_8, EscapingScheme.ALLOW_UTF8,
          NameEscaping.UNDERSCORES, EscapingScheme.UNDERSCORE_ESCAPING,
          NameEscaping.DOTS, EscapingScheme.DOTS_ESCAPING,
          NameEscaping.VALUES, EscapingScheme.VALUE_ENCODING_ESCAPING);

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(AnyText.texts(), AnyText.names(), Arbitraries.of("a:b", "1x", "_:1."))
        .map(AnyText::written)
        .filter(name -> !name.isEmpty());
  }

  @Property(tries = 1000)
  void everyNameIsSpelledAsClientJavaDoes(
      @ForAll("names") String name, @ForAll NameEscaping escaping) {
    String theirs = PrometheusNaming.escapeName(name, THEIRS.get(escaping));
    assertThat(escaping.metric(name)).isEqualTo(theirs);
    if (name.indexOf(':') < 0) { // a label with a colon is none to a reader of classic names
      assertThat(escaping.label(name)).isEqualTo(theirs);
    }
  }

  @Property(tries = 1000)
  void whatIsSpelledIsClassicUnlessAnythingIsAllowed(
      @ForAll("names") String name, @ForAll NameEscaping escaping) {
    if (escaping != NameEscaping.ALLOW_UTF_8) {
      assertThat(escaping.metric(name)).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
      assertThat(escaping.label(name)).matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }
  }

  @Property(tries = 1000)
  void namesThatAreToldApartByUnderscoresAreToldApartAlways(
      @ForAll("names") String one, @ForAll("names") String other, @ForAll NameEscaping escaping) {
    if (!NameEscaping.UNDERSCORES.metric(one).equals(NameEscaping.UNDERSCORES.metric(other))) {
      assertThat(escaping.metric(one)).isNotEqualTo(escaping.metric(other));
    }
  }

  @Example
  void theExamplesOfTheSpecification() {
    assertThat(NameEscaping.UNDERSCORES.metric("metric.name/with/slashes"))
        .isEqualTo("metric_name_with_slashes");
    assertThat(NameEscaping.DOTS.metric("metric.name.with.dots"))
        .isEqualTo("metric_dot_name_dot_with_dot_dots");
    assertThat(NameEscaping.VALUES.metric("metric.name"))
        .isEqualToIgnoringCase("U__metric_2E_name");
  }

  @Example
  void aColonIsForMetricsAlone() {
    assertThat(NameEscaping.UNDERSCORES.metric("a:b")).isEqualTo("a:b");
    assertThat(NameEscaping.UNDERSCORES.label("a:b")).isEqualTo("a_b");
    assertThat(NameEscaping.VALUES.label("a:b")).isEqualTo("U__a_3a_b");
  }

  @Example
  void parametersNameThem() {
    for (NameEscaping escaping : NameEscaping.values()) {
      assertThat(NameEscaping.of(escaping.parameter())).isEqualTo(escaping);
    }
    assertThat(NameEscaping.of("no-such")).isNull();
    assertThat(NameEscaping.of(null)).isNull();
  }
}
