package io.hairspring.undertow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Something that a caller must know. Kept as a digest, and compared by digest in constant time, so
 * that the time of an answer tells neither how much of a guess was right nor how long it is.
 */
final class Secret {
  private final byte[] digest;

  Secret(String text) {
    digest = sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns whether these bytes are the secret in UTF-8. */
  boolean is(byte[] shown) {
    return MessageDigest.isEqual(digest, sha256(shown));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }
}
