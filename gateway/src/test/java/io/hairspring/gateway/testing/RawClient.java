package io.hairspring.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection on which a test writes and reads bytes itself. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  /** Connects and sends this, as it stands. */
  public static RawClient send(URI server, String text) {
    try {
      Socket socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      RawClient client = new RawClient(socket);
      client.write(text);
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until what came contains this text or the connection ends, and returns what came. */
  public String readUntil(String text) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      while (!read.toString(StandardCharsets.ISO_8859_1).contains(text)) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        read.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(read.toString(StandardCharsets.ISO_8859_1), e);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads until the last bytes that came are this text, and returns how often a byte was there. */
  public long countUntilEnd(char counted, String end) {
    byte[] buffer = new byte[1 << 16];
    String last = "";
    long count = 0;
    try {
      while (!last.endsWith(end)) {
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
          break;
        }
        for (int i = 0; i < length; i++) {
          count += buffer[i] == counted ? 1 : 0;
        }
        int tail = Math.min(length, end.length());
        last += new String(buffer, length - tail, tail, StandardCharsets.ISO_8859_1);
        last = last.substring(Math.max(0, last.length() - end.length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("after " + count, e);
    }
    return count;
  }

  /** Says that nothing more will be sent, and goes on reading. */
  public void endOfSending() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hangs up at once: what is on its way is thrown away, and the other side is told so. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
