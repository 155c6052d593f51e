package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page for people: figures that its script reads from the other routes, and links to them. It
 * loads nothing from elsewhere, and its policy lets a browser run no other script and apply no
 * other style than the ones below, which it knows by their digests.
 */
final class HomePage implements HttpHandler {
  private static final HttpString CONTENT_SECURITY_POLICY =
      new HttpString("Content-Security-Policy");
  private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");

  private final byte[] page;
  private final String policy;

  HomePage(String service, String version, String metricsPath, String prefix) {
    String style = resource("uplot-1.6.32.css") + resource("home.css");
    String metrics = metricsPath.substring(1); // the page may be mounted under a prefix
    String script =
        resource("uplot-1.6.32.js")
            + resource("home.js").replace("{{metrics}}", metrics).replace("{{prefix}}", prefix);
    page =
        resource("home.html")
            .replace("{{metrics}}", metrics)
            .replace("{{style}}", style)
            .replace("{{script}}", script)
            .replace("{{version}}", escape(version))
            .replace("{{service}}", escape(service)) // last: a name is not looked into again
            .getBytes(StandardCharsets.UTF_8);
    policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " connect-src 'self'; img-src data:; style-src '"
            + digest(style)
            + "'; script-src '"
            + digest(script)
            + "'";
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange
        .getResponseHeaders()
        .put(CONTENT_SECURITY_POLICY, policy)
        .put(REFERRER_POLICY, "no-referrer");
    Responses.send(exchange, "text/html; charset=utf-8", ByteBuffer.wrap(page).asReadOnlyBuffer());
  }

  /** Escapes text for elements and quoted attributes of HTML. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) { // every Java platform has it
      throw new IllegalStateException(impossible);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HomePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + name + " from the jar", unreadable);
    }
  }
}
