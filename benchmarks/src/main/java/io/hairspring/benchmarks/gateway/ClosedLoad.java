package io.hairspring.benchmarks.gateway;

import io.hairspring.benchmarks.load.LoadGenerator;
import io.hairspring.benchmarks.load.LoadGenerator.Load;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Clients that each keep one connection, and ask again as soon as they were answered: as much load
 * as the server takes. Latencies are those of a closed loop.
 */
final class ClosedLoad {
  private static final int CLIENTS = 16;
  private static final int OK = 200;
  private static final ByteBuffer REQUEST =
      StandardCharsets.US_ASCII.encode(
          "GET /x HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n");

  private ClosedLoad() {}

  /**
   * Asks a server of this machine for so long.
   *
   * @throws IOException if a request was not answered 200
   */
  static Load run(int port, Duration time) throws IOException {
    try (LoadGenerator client = new LoadGenerator(port, CLIENTS, List.of(REQUEST), Set.of(OK))) {
      return client.saturate(time.toNanos());
    }
  }
}
