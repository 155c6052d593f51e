package io.hairspring.gateway.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A real Redis that keeps nothing on disk, and can go away and come back on its port. */
public final class RealRedis implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 500;

  private final Path folder;
  private final int port = RealProgram.freePort();
  private RealProgram program;

  private RealRedis(Path folder) {
    this.folder = folder;
  }

  /** Starts a Redis. */
  public static RealRedis start(Path folder) {
    RealRedis redis = new RealRedis(folder);
    redis.restart();
    return redis;
  }

  /** Starts it again after {@link #close}. */
  public void restart() {
    String file = RealProgram.require("redis-server", "redis-server");
    program =
        RealProgram.start(
            folder,
            List.of(
                file,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"));
    program.await("Redis to answer", this::answers);
  }

  /** Sends a PING, as a client would. */
  public void ping() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      if (!"+PONG".equals(answer)) {
        throw new IOException("Redis answered " + answer);
      }
    }
  }

  private boolean answers() {
    try {
      ping();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends it, as if it had crashed. */
  @Override
  public void close() {
    program.close();
  }
}
