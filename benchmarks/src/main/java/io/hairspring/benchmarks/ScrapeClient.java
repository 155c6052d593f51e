package io.hairspring.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Scrapes over one connection that stays open, and throws the bytes away. Not thread-safe. */
final class ScrapeClient implements AutoCloseable {
  private static final String LENGTH = "content-length:";
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final byte[] request;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  ScrapeClient(int port, String path) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    request =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Scrapes once, and returns how many bytes the body had. */
  int scrape() throws IOException {
    out.write(request);
    int length = 0;
    boolean gzip = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      gzip |= line.equals("content-encoding: gzip");
      if (line.startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    if (!gzip) {
      throw new IOException("no answer in gzip");
    }
    for (int left = length; left > 0; ) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("an answer that ended too early");
      }
      left -= read;
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) Character.toLowerCase(c));
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
