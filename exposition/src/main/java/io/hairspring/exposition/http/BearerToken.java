package io.hairspring.exposition.http;

import java.nio.charset.StandardCharsets;

/** A token that a caller must show (RFC 6750). */
final class BearerToken implements Credential {
  private static final String SCHEME = "Bearer";

  private final Secret secret;

  /**
   * Creates a token.
   *
   * @param what what it is called where it is set
   * @throws IllegalArgumentException if it is null or blank
   */
  BearerToken(String what, String token) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    secret = new Secret(token.strip());
  }

  @Override
  public boolean isIn(String authorization) {
    String shown = Credential.afterScheme(SCHEME, authorization);
    return shown != null && secret.is(shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String challenge() {
    return SCHEME + " realm=\"metrics\"";
  }
}
