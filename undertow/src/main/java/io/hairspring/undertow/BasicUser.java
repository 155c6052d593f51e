package io.hairspring.undertow;

import java.util.Base64;

/** A name and a password that a caller must show together (RFC 7617), in UTF-8. */
final class BasicUser implements Credential {
  private static final String SCHEME = "Basic";
  private static final int MOST_CHARS = 1_000; // a request's headers may have 16 KB in all

  private final Secret secret;

  /**
   * Creates a user.
   *
   * @throws IllegalArgumentException if the name is null, blank or has a colon, if the password is
   *     null or empty, or if one of them is longer than 1000 characters or has control characters
   */
  BasicUser(String name, String password) {
    if (name == null || name.isBlank() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "name of scrapeUser \"" + name + "\" is not allowed; expected some text without a colon");
    }
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("password of scrapeUser must not be empty");
    }
    usable("name", name);
    usable("password", password);
    secret = new Secret(name + ":" + password);
  }

  private static void usable(String what, String text) {
    if (text.length() > MOST_CHARS || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException( // without the value: it may be a secret
          what
              + " of scrapeUser must have at most "
              + MOST_CHARS
              + " characters and no control characters");
    }
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
