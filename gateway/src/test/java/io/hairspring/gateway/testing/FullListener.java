package io.hairspring.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener that accepts nobody and whose queue is full: the kernel lets whoever comes now wait,
 * and neither connects nor refuses him.
 */
public final class FullListener implements AutoCloseable {
  private static final int MOST_IN_QUEUE = 64;
  private static final int UNANSWERED_MILLIS = 500;

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  private FullListener(ServerSocket listener) {
    this.listener = listener;
  }

  /** Listens, and fills the queue until a connection is left waiting. */
  public static FullListener start() throws IOException {
    FullListener full = new FullListener(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    for (int i = 0; i < MOST_IN_QUEUE; i++) {
      Socket next = new Socket();
      full.queue.add(next);
      try {
        next.connect(full.listener.getLocalSocketAddress(), UNANSWERED_MILLIS);
      } catch (SocketTimeoutException waiting) {
        return full;
      }
    }
    full.close();
    throw new AssertionError("expected a queue of 1 to be full before " + MOST_IN_QUEUE);
  }

  /** Returns where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  @Override
  public void close() {
    try {
      for (Socket socket : queue) {
        socket.close();
      }
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
