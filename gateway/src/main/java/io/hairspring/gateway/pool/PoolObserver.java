package io.hairspring.gateway.pool;

/** Is told how connections are had. Any thread; must not block or throw. */
public interface PoolObserver {
  /** A request has waited for so long for a place, whether it got one or not. */
  default void waited(long nanos) {}

  /** A connection took so long to open. */
  default void opened(long nanos) {}
}
