package io.hairspring.gateway.proxy;

/** Is told how connections to one upstream are had. Any thread; must not block or throw. */
public interface ConnectionObserver {
  /**
   * A request has waited for a connection since then, whether it got one or not.
   *
   * @param nanos as {@link System#nanoTime} told it
   */
  void waitedSince(long nanos);

  /**
   * A connection is open that was asked for then.
   *
   * @param nanos as {@link System#nanoTime} told it
   */
  void openedSince(long nanos);

  /** Returns an observer that looks away. */
  static ConnectionObserver none() {
    return Unwatched.INSTANCE;
  }

  /** Connections that nobody watches. */
  enum Unwatched implements ConnectionObserver {
    /** The only one: it holds nothing. */
    INSTANCE;

    @Override
    public void waitedSince(long nanos) {}

    @Override
    public void openedSince(long nanos) {}
  }
}
