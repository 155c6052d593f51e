package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicUserTest {
  private final Credential user = Credential.user("prometheus", "pä:ss");

  @ParameterizedTest
  @ValueSource(
      strings = {"prometheus:pä:s", "prometheus:pä:sss", "prometheus", ":pä:ss", "x:pä:ss", ""})
  void anybodyElseIsNotTheUser(String shown) {
    assertThat(user.isIn(basic(shown))).isFalse();
  }

  @Test
  void whatIsNotABasicHeaderShowsNobody() {
    String right = basic("prometheus:pä:ss").substring("Basic ".length());
    for (String header : new String[] {"Basic", "Basic ", "Basic ???", "Bearer " + right, right}) {
      assertThat(user.isIn(header)).as(header).isFalse();
    }
    assertThat(user.isIn(null)).isFalse();
  }

  @Test
  void theRightNameAndPasswordAreTheUser() {
    assertThat(user.isIn(basic("prometheus:pä:ss"))).isTrue();
    assertThat(user.isIn(basic("prometheus:pä:ss").replace("Basic ", "bAsIc  "))).isTrue();
  }

  @Test
  void aNameThatAHeaderCannotCarryIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Credential.user("a:b", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> Credential.user(" ", "c"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credential.user("a", ""))
        .withMessageContaining("password");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credential.user("a", "\ud800\ud800"))
        .withMessageContaining("lone surrogates");
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
