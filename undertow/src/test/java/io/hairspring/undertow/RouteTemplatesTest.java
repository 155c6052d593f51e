package io.hairspring.undertow;

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
    "/chats/chatcmpl-9Xk2mQ7Lr4TzVb1nW8, /chats/chatcmpl-:id",
    "/files/report-7f3cb7f2-12aa-4b0e-9f4d-000000000000.pdf, /files/report-:id.pdf",
    "/files/file7f3cb7f2-12aa-4b0e-9f4d-000000000000, /files/file:id",
    "/a/7f3cb7f2-12aa-4b0e-9f4d-000000000000_7F3CB7F2-12AA-4B0E-9F4D-000000000001, /a/:id_:id",
    "/a/%7B7f3cb7f2%2D12aa-4b0e-9f4d-000000000000%7D, /a/{:id}",
    "/a/my%20file-01ARZ3NDEKTSV4RRFFQ69G5FAV.pdf, /a/my%20file-:id.pdf",
    "/events/evt_01arz3ndektsv4rrffq69g5fav, /events/evt_:id",
    "/sessions/V1StGXR8_Z5jdHi6B-myT, /sessions/:id",
    "/sessions/sess-V1StGXR8_Z5jdHi6B-myT, /sessions/:id",
    "/watch/dQw4w9WgXcQ, /watch/:id",
    "/assets/main-4e5f6a7b.css, /assets/main-:id.css",
    "/commit/9fceb02, /commit/:id",
    "/orders/order-12345, /orders/order-:id",
    "/orders/INV00012345.xml, /orders/INV:id.xml",
    "/users/17.json, /users/:id.json",
    "/files/invoice-1042.pdf, /files/invoice-:id.pdf",
    "/tiles/-17, /tiles/-:id",
    "/users/ada.lovelace+news@example.com/mail, /users/:id/mail",
    "/hosts/10.0.0.1, /hosts/:id",
    "'/items/1,22,333', '/items/:id,:id,:id'",
    "'/at/52.52,13.405', '/at/:id.:id,:id.:id'",
    "/page;jsessionid=1A2B3C4D5E6F;v=2/x, /page;jsessionid=:id;v=:id/x",
    "/Users(17)/x=4, /Users(:id)/x=:id",
    "/devices/00:1b:44:11:3a:b7, /devices/:id",
    "/days/2024-04-09, /days/:id",
    "/days/2024-04-09T10:05:30.123Z, /days/:id",
    "/logs/app-2024-04-09.log, /logs/app-:id.log",
    "/logs/app-20240409.log.gz, /logs/app-:id.log.gz",
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
