package io.hairspring.exposition.http;

/**
 * How long a client may take, and how many there may be.
 *
 * @param parseMillis for all of a request's headers to arrive
 * @param waitMillis for an answer to begin, unless the client says less
 * @param slowMillis for an answer to be read if its place is needed for another
 * @param sendMillis for an answer to be read in any case
 * @param scrapes asked for or under way at a time
 */
record ServerLimits(int parseMillis, int waitMillis, int slowMillis, int sendMillis, int scrapes) {
  static final ServerLimits DEFAULTS = new ServerLimits(10_000, 30_000, 2_000, 30_000, 64);
}
