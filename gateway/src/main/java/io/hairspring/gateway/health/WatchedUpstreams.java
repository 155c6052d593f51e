package io.hairspring.gateway.health;

import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.proxy.CallObserver;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.route.Route;
import io.undertow.util.HeaderMap;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;

/** Judges upstreams by their calls, and tells another observer of these. Any thread. */
public final class WatchedUpstreams implements CallObserver {
  private final IdentityHashMap<Route, UpstreamHealth> health = new IdentityHashMap<>();
  private final CallObserver next;

  /**
   * Creates one for these routes and no other.
   *
   * @param checkPath what is asked for at every upstream; null for nothing
   */
  public WatchedUpstreams(List<Route> routes, String checkPath, CallObserver next) {
    routes.forEach(route -> health.put(route, new UpstreamHealth(route, checkPath)));
    this.next = next;
  }

  /** Returns how the upstream of a route does. */
  public UpstreamHealth health(Route route) {
    return health.get(route);
  }

  @Override
  public OfRoute watch(Route route, ConnectionPool pool) {
    OfRoute calls = next.watch(route, pool);
    UpstreamHealth judged = health.get(route);
    return exchange -> new Watched(calls.begin(exchange), judged);
  }

  private static final class Watched implements UpstreamCall {
    private final UpstreamCall next;
    private final UpstreamHealth health;
    private int status;

    Watched(UpstreamCall next, UpstreamHealth health) {
      this.next = next;
      this.health = health;
    }

    @Override
    public void waiting(long nanos) {
      next.waiting(nanos);
    }

    @Override
    public void opening(long nanos) {
      next.opening(nanos);
    }

    @Override
    public void sent(long nanos) {
      next.sent(nanos);
    }

    @Override
    public boolean head(int status, HeaderMap headers, long nanos) {
      this.status = status;
      return next.head(status, headers, nanos);
    }

    @Override
    public void body(ByteBuffer bytes) {
      next.body(bytes);
    }

    @Override
    public void completed() {
      health.answered(status);
      next.completed();
    }

    @Override
    public void failed(UpstreamFailure failure) {
      if (failure == UpstreamFailure.NO_CAPACITY) {
        health.crowded(failure.label(), failure.message());
      } else {
        health.failed(failure.label(), failure.message());
      }
      next.failed(failure);
    }

    @Override
    public void abandoned() {
      next.abandoned();
    }
  }
}
