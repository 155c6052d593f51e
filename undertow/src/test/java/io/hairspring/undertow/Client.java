package io.hairspring.undertow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server on loopback. */
final class Client {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;

  Client(int port) {
    this.port = port;
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    String escaped = path.replace("[", "%5B").replace("]", "%5D"); // URI takes no brackets
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + escaped))
            .timeout(Duration.ofMillis(PATIENCE_MILLIS))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Opens a connection and sends these bytes. */
  Socket open(String bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** Sends these bytes and returns what comes back until the server closes the connection. */
  String raw(String bytes) throws IOException {
    try (Socket socket = open(bytes)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
