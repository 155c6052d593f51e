package io.hairspring.examples;

/** A server that runs until it is closed. */
interface Example extends AutoCloseable {
  /** Returns the port of the loopback address that it listens on. */
  int port();

  @Override
  void close();
}
