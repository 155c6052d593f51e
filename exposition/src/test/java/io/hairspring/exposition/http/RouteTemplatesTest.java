package io.hairspring.exposition.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplatesTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "'', /",
    "//, /",
    "/users, /users",
    "/users/, /users",
    "/users//17, /users/:id",
    "/users/17/orders/4, /users/:id/orders/:id",
    "/files/7f3cb7f2-12aa-4b0e-9f4d-000000000000, /files/:id",
    "/files/7F3CB7F2-12AA-4B0E-9F4D-000000000000/raw, /files/:id/raw",
    "/commits/9fceb02d0ae598e95dc970b74767f193, /commits/:id",
    "/chats/chatcmpl-9Xk2mQ7Lr4TzVb1nW8, /chats/:id",
    "/v1/models/gpt-4-turbo-2024-04-09-preview, /v1/models/gpt-4-turbo-2024-04-09-preview",
    "/deadbeefdeadbeef, /deadbeefdeadbeef",
    "/v1/chat/completions, /v1/chat/completions",
    "/a/b/c/d/e/f/g/h, /a/b/c/d/e/f/g/h",
    "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/*",
    "*, /*"
  })
  void identifiersBecomeOneLabelValue(String path, String template) {
    assertThat(RouteTemplates.defaults().templateOf(path)).isEqualTo(template);
  }

  @Test
  void aLongSegmentIsAnIdentifier() {
    RouteTemplates routes = RouteTemplates.defaults();
    assertThat(routes.templateOf("/x/" + "a".repeat(64))).isEqualTo("/x/" + "a".repeat(64));
    assertThat(routes.templateOf("/x/" + "a".repeat(65))).isEqualTo("/x/:id");
  }

  @Test
  void aGivenTemplateGoesBeforeTheGuess() {
    RouteTemplates routes = RouteTemplates.of("/users/me", "/users/{name}", "/users/{name}/orders");
    assertThat(routes.templateOf("/users/me")).isEqualTo("/users/me");
    assertThat(routes.templateOf("/users/ada/")).isEqualTo("/users/{name}");
    assertThat(routes.templateOf("/users/ada/orders")).isEqualTo("/users/{name}/orders");
    assertThat(routes.templateOf("/users/ada/orders/7")).isEqualTo("/users/ada/orders/:id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "users", "/users//x"})
  void aTemplateThatMatchesNothingIsRefused(String template) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RouteTemplates.of(template))
        .withMessageContaining("\"" + template + "\"");
  }
}
