package io.hairspring.exposition.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A secret that a caller must show (RFC 6750). Compared by digest in constant time, so that the
 * time of an answer tells neither how much of a guess was right nor how long the secret is.
 */
final class BearerToken {
  private static final String SCHEME = "bearer ";

  private final byte[] digest;

  BearerToken(String token) {
    digest = sha256(token);
  }

  /** Returns whether an {@code Authorization} header, or null for none, shows the token. */
  boolean isIn(String authorization) {
    if (authorization == null
        || authorization.length() < SCHEME.length()
        || !authorization.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME)) {
      return false;
    }
    String shown = authorization.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(digest, sha256(shown));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }
}
