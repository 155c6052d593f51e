package io.hairspring.exposition.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/**
 * What makes a metrics server.
 *
 * @param maxConnections open at a time
 * @param resetToken null if nobody may reset
 * @param token what readers show; null for none
 * @param user who readers may be; null for none
 * @param password of that user
 * @param tls what the server shows of itself; null for none
 * @param tsdb whom the proxy asks; null for none
 */
record ServerPart(
    String host,
    int port,
    String path,
    int maxConnections,
    String resetToken,
    String token,
    String user,
    String password,
    SSLContext tls,
    TsdbTarget tsdb) {
  private static final String TOKEN = "[!-~]{1,4000}";
  private static final String NAME = "[^:\\p{Cc}\\p{Cs}]{1,1000}"; // a lone surrogate is sent as ?
  private static final String PASSWORD = "[^\\p{Cc}\\p{Cs}]{1,1000}";

  static ServerPart read(ConfigSettings settings) {
    String path = settings.get(ConfigKeys.PATH);
    if (!MetricsPath.isUsable(path)) {
      throw settings.bad(ConfigKeys.PATH, "a path that no other route has, such as /metrics");
    }
    together(settings, ConfigKeys.USER, ConfigKeys.PASSWORD);
    together(settings, ConfigKeys.TLS_KEY_STORE, ConfigKeys.TLS_PASSWORD);
    String user = settings.get(ConfigKeys.USER);
    if (user != null && !user.matches(NAME)) {
      throw settings.bad(
          ConfigKeys.USER,
          "a name without colons, control characters and lone surrogates, of at most 1000 characters");
    }
    String password = settings.get(ConfigKeys.PASSWORD);
    if (password != null && !password.matches(PASSWORD)) {
      throw settings.bad(
          ConfigKeys.PASSWORD,
          "at most 1000 characters, none of them a control character or a lone surrogate");
    }
    return new ServerPart(
        settings.host(ConfigKeys.HOST),
        settings.port(ConfigKeys.PORT),
        path,
        settings.number(ConfigKeys.MAX_CONNECTIONS, 1, HairspringConfig.MOST_CONNECTIONS),
        token(settings, ConfigKeys.RESET_TOKEN),
        token(settings, ConfigKeys.TOKEN),
        user,
        password,
        tls(settings),
        tsdb(settings));
  }

  private static String token(ConfigSettings settings, ConfigKey key) {
    String token = settings.get(key);
    if (token != null && !token.matches(TOKEN)) {
      throw settings.bad(key, "at most 4000 visible ASCII characters without blanks");
    }
    return token;
  }

  private static void together(ConfigSettings settings, ConfigKey one, ConfigKey other) {
    if (settings.has(one) != settings.has(other)) {
      throw new ConfigException(
          settings.source(settings.has(one) ? one : other)
              + ": expected "
              + (settings.has(one) ? other : one).name()
              + " beside it");
    }
  }

  private static SSLContext tls(ConfigSettings settings) {
    if (!settings.has(ConfigKeys.TLS_KEY_STORE)) {
      return null;
    }
    char[] password = settings.get(ConfigKeys.TLS_PASSWORD).toCharArray();
    try {
      if (password.length == 0) {
        throw settings.bad(ConfigKeys.TLS_PASSWORD, "the password of the key store");
      }
      return TlsKeys.load(Path.of(settings.get(ConfigKeys.TLS_KEY_STORE)), password);
    } catch (ConfigException bad) {
      throw bad;
    } catch (IllegalArgumentException unusable) {
      throw settings.bad(
          ConfigKeys.TLS_KEY_STORE,
          "a PKCS12 or JKS file that holds a key and its certificate, both with "
              + ConfigKeys.TLS_PASSWORD.name());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static TsdbTarget tsdb(ConfigSettings settings) {
    TsdbTarget found =
        TsdbTarget.at(URI.create("http://localhost"))
            .withServices(settings.list(ConfigKeys.TSDB_SERVICES));
    try {
      found = found.withServicesOf(settings.get(ConfigKeys.TSDB_INFO_METRIC), "service");
    } catch (IllegalArgumentException bad) {
      throw settings.bad(ConfigKeys.TSDB_INFO_METRIC, "the name of a metric");
    }
    try {
      found = found.withServicesOf(found.infoMetric(), settings.get(ConfigKeys.TSDB_SERVICE_LABEL));
    } catch (IllegalArgumentException bad) {
      throw settings.bad(ConfigKeys.TSDB_SERVICE_LABEL, "the name of a label");
    }
    String url = settings.get(ConfigKeys.TSDB_URL);
    if (url == null) {
      return null;
    }
    try {
      return TsdbTarget.at(new URI(url))
          .withServicesOf(found.infoMetric(), found.serviceLabel())
          .withServices(found.services());
    } catch (URISyntaxException | IllegalArgumentException bad) {
      throw new ConfigException( // without the value: it may hold a password
          settings.source(ConfigKeys.TSDB_URL)
              + ": expected a http or https URL with a host and without user and query, such as"
              + " http://127.0.0.1:8428");
    }
  }

  /** Leaves secrets out: configurations end up in logs. */
  @Override
  public String toString() {
    return "ServerPart[host=" + host + ", port=" + port + ", path=" + path + "]";
  }
}
