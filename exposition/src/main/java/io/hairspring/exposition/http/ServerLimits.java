package io.hairspring.exposition.http;

/**
 * How long a client may take, and how many there may be.
 *
 * @param parseMillis for all of a request's headers to arrive
 * @param waitMillis for an answer to begin, unless the client says less
 * @param sendMillis for an answer to be read
 * @param scrapes asked for or under way at a time
 */
record ServerLimits(int parseMillis, int waitMillis, int sendMillis, int scrapes) {
  static final ServerLimits DEFAULTS = new ServerLimits(10_000, 30_000, 30_000, 64);
}
