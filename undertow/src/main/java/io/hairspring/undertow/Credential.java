package io.hairspring.undertow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * What a caller may show in the {@code Authorization} header: a token (RFC 6750), or a name and a
 * password (RFC 7617, in UTF-8). Kept as a digest, and compared by digest in constant time, so that
 * the time of an answer tells neither how much of a guess was right nor how long it is.
 */
final class Credential {
  private static final String BEARER = "Bearer";
  private static final String BASIC = "Basic";
  private static final int MOST_TOKEN_CHARS = 4_000; // a request's headers may have 16 KB in all
  private static final int MOST_USER_CHARS = 1_000;

  private final String scheme;
  private final byte[] digest;

  private Credential(String scheme, String secret) {
    this.scheme = scheme;
    digest = sha256(secret.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a token.
   *
   * @param what what it is called where it is set
   * @throws IllegalArgumentException if it is null, blank or longer than 4000 characters, or has
   *     such as no header carries unchanged
   */
  static Credential token(String what, String token) {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    String stripped = token.strip();
    if (stripped.length() > MOST_TOKEN_CHARS || !stripped.matches("[ -~]+")) {
      throw new IllegalArgumentException( // without the value: it is a secret
          what + " must have printable ASCII characters alone, at most " + MOST_TOKEN_CHARS);
    }
    return new Credential(BEARER, stripped);
  }

  /**
   * Returns a user.
   *
   * @throws IllegalArgumentException if the name is null, blank or has a colon, if the password is
   *     null or empty, or if one of them is longer than 1000 characters or has control characters
   *     or lone surrogates
   */
  static Credential user(String name, String password) {
    if (name == null || name.isBlank() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "name of scrapeUser \"" + name + "\" is not allowed; expected some text without a colon");
    }
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("password of scrapeUser must not be empty");
    }
    usable("name", name);
    usable("password", password);
    return new Credential(BASIC, name + ":" + password);
  }

  private static void usable(String what, String text) {
    if (text.length() > MOST_USER_CHARS || !text.codePoints().allMatch(Credential::isWritten)) {
      throw new IllegalArgumentException( // without the value: it may be a secret
          what
              + " of scrapeUser must have at most "
              + MOST_USER_CHARS
              + " characters and no control characters or lone surrogates");
    }
  }

  private static boolean isWritten(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL && type != Character.SURROGATE; // which UTF-8 turns into ?
  }

  /** Returns whether an {@code Authorization} header, or null for none, shows it. */
  boolean isIn(String authorization) {
    if (authorization == null
        || authorization.length() <= scheme.length()
        || authorization.charAt(scheme.length()) != ' '
        || !authorization
            .substring(0, scheme.length())
            .toLowerCase(Locale.ROOT)
            .equals(scheme.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String shown = authorization.substring(scheme.length()).strip();
    try {
      return MessageDigest.isEqual(
          digest,
          sha256(
              scheme.equals(BASIC)
                  ? Base64.getDecoder().decode(shown)
                  : shown.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Returns the {@code WWW-Authenticate} header that asks for it. */
  String challenge() {
    return scheme + " realm=\"metrics\"" + (scheme.equals(BASIC) ? ", charset=\"UTF-8\"" : "");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }
}
