package io.hairspring.examples;

import io.hairspring.collector.MetricsCollector;

/** A server that runs until it is closed. */
interface Example extends AutoCloseable {
  /** Returns the port of the loopback address that it listens on. */
  int port();

  /** Returns the port where its metrics are. */
  default int metricsPort() {
    return port();
  }

  /** Returns what it measures. */
  MetricsCollector metrics();

  @Override
  void close();
}
