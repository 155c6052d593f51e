package io.hairspring.exposition.http;

import java.util.Base64;

/** A name and a password that a caller must show together (RFC 7617), in UTF-8. */
final class BasicUser implements Credential {
  private static final String SCHEME = "Basic";

  private final Secret secret;

  /**
   * Creates a user.
   *
   * @throws IllegalArgumentException if the name is null, blank or has a colon, or the password is
   *     null or empty
   */
  BasicUser(String name, String password) {
    if (name == null || name.isBlank() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "name of scrapeUser \"" + name + "\" is not allowed; expected some text without a colon");
    }
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("password of scrapeUser must not be empty");
    }
    secret = new Secret(name + ":" + password);
  }

  @Override
  public boolean isIn(String authorization) {
    String shown = Credential.afterScheme(SCHEME, authorization);
    if (shown == null) {
      return false;
    }
    try {
      return secret.is(Base64.getDecoder().decode(shown));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  @Override
  public String challenge() {
    return SCHEME + " realm=\"metrics\", charset=\"UTF-8\"";
  }
}
