package io.hairspring.gateway.proxy;

import io.undertow.util.HeaderMap;
import java.nio.ByteBuffer;

/** Is told of every upstream call. Any thread; must not block or throw. */
@FunctionalInterface
public interface CallObserver {
  /** Says that a call to this route begins, and returns who watches it. */
  UpstreamCall begin(Route route);

  /** Says that connections are made for this route, and returns who watches how. */
  default ConnectionObserver connections(Route route, ConnectionCounts counts) {
    return ConnectionObserver.none();
  }

  /** Returns an observer that looks away. */
  static CallObserver none() {
    return route -> Unwatched.INSTANCE;
  }

  /** A call that nobody watches. */
  enum Unwatched implements UpstreamCall {
    /** The only one: it holds nothing. */
    INSTANCE;

    @Override
    public void sent(long nanos) {}

    @Override
    public boolean head(int status, HeaderMap headers, long nanos) {
      return false;
    }

    @Override
    public void body(ByteBuffer bytes) {}

    @Override
    public void completed() {}

    @Override
    public void failed(UpstreamFailure failure) {}

    @Override
    public void abandoned() {}
  }
}
