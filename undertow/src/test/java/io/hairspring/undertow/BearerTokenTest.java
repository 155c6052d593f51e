package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
  private final Credential token = Credential.token("token", "secret");

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer secre",
        "Bearer secrett",
        "Bearersecret",
        "Basic secret",
        "secret"
      })
  void anythingElseIsNotTheToken(String authorization) {
    assertThat(token.isIn(authorization)).isFalse();
  }

  @Test
  void blanksAroundATokenThatIsSetAreNoPartOfIt() {
    assertThat(Credential.token("token", " a b\n").isIn("Bearer a b")).isTrue();
  }

  @Test
  void theSchemeMayBeWrittenInAnyCase() {
    assertThat(token.isIn("Bearer secret")).isTrue();
    assertThat(token.isIn("bEARER  secret ")).isTrue();
  }
}
