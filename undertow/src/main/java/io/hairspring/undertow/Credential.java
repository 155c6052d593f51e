package io.hairspring.undertow;

import java.util.Locale;

/** What a caller may show in the {@code Authorization} header. */
sealed interface Credential permits BearerToken, BasicUser {
  /** Returns whether an {@code Authorization} header, or null for none, shows it. */
  boolean isIn(String authorization);

  /** Returns the {@code WWW-Authenticate} header that asks for it. */
  String challenge();

  /** Returns what follows the scheme in a header; null if it has another scheme or nothing more. */
  static String afterScheme(String scheme, String authorization) {
    if (authorization == null
        || authorization.length() <= scheme.length()
        || authorization.charAt(scheme.length()) != ' '
        || !authorization
            .substring(0, scheme.length())
            .toLowerCase(Locale.ROOT)
            .equals(scheme.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return authorization.substring(scheme.length()).strip();
  }
}
