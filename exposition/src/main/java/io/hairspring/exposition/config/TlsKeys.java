package io.hairspring.exposition.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads the key and the certificate that a server shows from a key store. */
public final class TlsKeys {
  private static final String EXPECTATION =
      "; expected a PKCS12 or JKS file that holds a key and its certificate, and the password of"
          + " both";

  private TlsKeys() {}

  /**
   * Returns a context with what a file holds. Its type is told by its contents. The password is
   * kept nowhere.
   *
   * @throws IllegalArgumentException if the file cannot be read, or holds no key
   */
  public static SSLContext load(Path file, char[] password) {
    Objects.requireNonNull(file, "keyStore");
    Objects.requireNonNull(password, "password");
    try {
      KeyStore keys = KeyStore.getInstance(file.toFile(), password);
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias)) {
          return context(keys, password);
        }
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw new IllegalArgumentException(
          "key store " + file + " cannot be used" + EXPECTATION, unusable);
    }
    throw new IllegalArgumentException("key store " + file + " has no key" + EXPECTATION);
  }

  private static SSLContext context(KeyStore keys, char[] password)
      throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }
}
