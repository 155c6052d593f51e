package io.hairspring.undertow;

import java.nio.charset.StandardCharsets;

/** A token that a caller must show (RFC 6750). */
final class BearerToken implements Credential {
  private static final String SCHEME = "Bearer";
  private static final int MOST_CHARS = 4_000; // a request's headers may have 16 KB in all

  private final Secret secret;

  /**
   * Creates a token.
   *
   * @param what what it is called where it is set
   * @throws IllegalArgumentException if it is null, blank or longer than 4000 characters, or has
   *     such as no header carries unchanged
   */
  BearerToken(String what, String token) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    String stripped = token.strip();
    if (stripped.length() > MOST_CHARS || !stripped.matches("[ -~]+")) {
      throw new IllegalArgumentException( // without the value: it is a secret
          what + " must have printable ASCII characters alone, at most " + MOST_CHARS);
    }
    secret = new Secret(stripped);
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
