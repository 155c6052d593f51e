/**
 * Runtime metrics: figures of the JVM, the process and its container, and a bridge for whatever
 * client_java collects.
 */
module io.hairspring.runtime {
  requires transitive io.hairspring.collector;
  requires io.prometheus.metrics.instrumentation.jvm;
  requires jdk.management;
  requires transitive io.prometheus.metrics.model;
  requires static org.jspecify;

  exports io.hairspring.runtime;
  exports io.hairspring.runtime.bridge;
}
