package io.hairspring.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  private static final URI TARGET = URI.create("http://host:81");

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/ai, /ai",
    "/ai/, /ai",
    "/ai/x, /ai",
    "/ai/v2, /ai/v2",
    "/ai/v2/x, /ai/v2",
    "/ai/v22, /ai",
    "/aix, /",
  })
  void theLongestPrefixOfWholeSegmentsWins(String path, String prefix) {
    RouteTable routes =
        new RouteTable(
            List.of(
                Route.of("/ai", TARGET),
                Route.of("/", TARGET),
                Route.of("/x", TARGET),
                Route.of("/ai/v2", TARGET)));
    assertThat(routes.find(path).prefix()).isEqualTo(prefix);
  }

  @Test
  void aPathBelowNoPrefixHasNoRoute() {
    assertThat(new RouteTable(List.of(Route.of("/ai", TARGET))).find("/other")).isNull();
    assertThat(new RouteTable(List.of(Route.of("/", TARGET))).find("*")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/, http://h, /a/b, /a/b",
    "/, http://h/, /a/b, /a/b",
    "/, http://h/v1, /a, /v1/a",
    "/ai, http://h, /ai/a, /a",
    "/ai, http://h, /ai, /",
    "/ai, http://h, /ai/, /",
    "/ai, http://h/v1/, /ai/a%2Fb, /v1/a%2Fb",
    "/ai, http://h/v1, /ai, /v1",
  })
  void thePrefixIsTakenOffAndTheRestGoesBehindTheTargetsPath(
      String prefix, URI target, String path, String atTarget) {
    assertThat(Route.of(prefix, target).pathAtTarget(path)).isEqualTo(atTarget);
  }

  @ParameterizedTest
  @CsvSource({
    "/, http://h, /a, /a",
    "/, http://h/v1, /v1/a, /a",
    "/ai, http://h, /a?x#y, /ai/a?x#y",
    "/ai, http://h, /, /ai/",
    "/ai, http://h, http://h/a, /ai/a",
    "/ai, http://h, http://H:80, /ai/",
    "/ai, http://h, http://h?x, /ai/?x",
    "/ai, http://h:81/v1, http://h:81/v1/a, /ai/a",
    "/ai, http://h:81/v1, /v1, /ai",
    "/ai, http://h:81/v1, /v12/a, /v12/a",
    "/ai, http://h:81/v1, http://h/v1/a, http://h/v1/a",
    "/ai, http://h, https://h/a, https://h/a",
    "/ai, http://h, //other/a, //other/a",
    "/ai, http://h:81/v1, //h:81/v1/a, /ai/a",
    "/ai, https://h, //H:443?x, /ai/?x",
    "/ai, https://h, //h:80/a, //h:80/a",
    "/ai, http://h, //, //",
    "/ai, http://h, http://other/a, http://other/a",
    "/ai, http://h, /ai/a, /ai/a",
    "/ai, http://h, a/b, a/b",
    "/ai, http://h, http://[, http://[",
  })
  void whereAnAnswerLeadsIsSeenFromOutside(
      String prefix, URI target, String location, String outside) {
    assertThat(Route.of(prefix, target).seenFromOutside(location)).isEqualTo(outside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "h:80",
        "http:///x",
        "http://h?q",
        "http://u@h",
        "http://h:99999",
        "http://h:0",
        "x"
      })
  void aTargetThatIsNoPlainWebAddressIsRefused(URI target) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Route.of("/", target))
        .withMessageContaining("expected a URL")
        .withMessageContaining(target.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ai", "/ai/"})
  void aPrefixBeginsWithASlashAndEndsInNone(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Route("ai", prefix, TARGET))
        .withMessageEndingWith("was \"" + prefix + "\"");
  }

  @Test
  void aPrefixIsServedByOneRoute() {
    List<Route> twice = List.of(Route.of("/ai", TARGET), Route.of("/ai", TARGET));
    assertThatIllegalArgumentException().isThrownBy(() -> new RouteTable(twice));
  }
}
