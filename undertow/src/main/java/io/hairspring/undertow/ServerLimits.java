package io.hairspring.undertow;

/**
 * How long a client may take, and how many there may be.
 *
 * @param parseMillis for all of a request's headers to arrive
 * @param waitMillis for an answer to begin, unless the client says less
 * @param slowMillis for an answer to be read if its place is needed for another
 * @param sendMillis for an answer to be read in any case
 * @param connections open at a time
 * @param wishes that name families asked for at a time; each is rendered on its own
 * @param answers rendered or read at a time; each may hold megabytes
 */
record ServerLimits(
    int parseMillis,
    int waitMillis,
    int slowMillis,
    int sendMillis,
    int connections,
    int wishes,
    int answers) {
  static final ServerLimits DEFAULTS =
      new ServerLimits(10_000, 30_000, 1_000, 30_000, 2_048, 64, 16);

  /** Returns a copy with other times. */
  ServerLimits withMillis(int parse, int wait, int slow, int send) {
    return new ServerLimits(parse, wait, slow, send, connections, wishes, answers);
  }

  /** Returns a copy with other numbers at a time. */
  ServerLimits withMost(int wishes, int answers) {
    return new ServerLimits(
        parseMillis, waitMillis, slowMillis, sendMillis, connections, wishes, answers);
  }

  /** Returns a copy with another number of connections. */
  ServerLimits withConnections(int most) {
    return new ServerLimits(parseMillis, waitMillis, slowMillis, sendMillis, most, wishes, answers);
  }
}
