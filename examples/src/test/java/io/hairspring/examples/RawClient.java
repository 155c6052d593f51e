package io.hairspring.examples;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP over sockets of its own, so that a test sees what is on the wire. */
record RawClient(int port) {
  private static final int PATIENCE_MILLIS = 20_000;

  Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  Answer get(String path, String... headers) throws IOException {
    try (Socket socket = open()) {
      return ask(socket, "GET", path, headers);
    }
  }

  static Answer ask(Socket socket, String method, String path, String... headers)
      throws IOException {
    send(socket, method, path, headers);
    return read(socket, method.equals("HEAD"));
  }

  static void send(Socket socket, String method, String path, String... headers)
      throws IOException {
    String escaped = path.replace("[", "%5B").replace("]", "%5D");
    StringBuilder head = new StringBuilder(method + ' ' + escaped + " HTTP/1.1\r\nHost: x\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append(method.equals("PUT") ? "Content-Length: 0\r\n\r\n" : "\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads an answer whose length is told. */
  static Answer read(Socket socket, boolean withoutBody) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    byte[] body = new byte[withoutBody ? 0 : Integer.parseInt(headers.get("Content-Length"))];
    in.readFully(body);
    return new Answer(status, headers, body);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  /** What was answered. */
  static final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Answer(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }

    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
