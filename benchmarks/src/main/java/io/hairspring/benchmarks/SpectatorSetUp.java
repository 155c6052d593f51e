package io.hairspring.benchmarks;

import com.netflix.spectator.api.Clock;
import com.netflix.spectator.api.Counter;
import com.netflix.spectator.api.Registry;
import com.netflix.spectator.api.Timer;
import com.netflix.spectator.atlas.AtlasRegistry;

/**
 * Spectator on its Atlas registry, which is not started, so that it pushes nothing; meters kept, or
 * an id to which tags are added. Its batch updaters, which one thread alone may use and which show
 * nothing until they are flushed, are left out.
 */
final class SpectatorSetUp {
  private SpectatorSetUp() {}

  static Registry registry() {
    return new AtlasRegistry(Clock.SYSTEM, key -> null);
  }

  static Counter counter() {
    return registry().counter("http.requests", Workload.LABEL, Workload.ENDPOINT);
  }

  static Timer timer() {
    return timer(registry(), Workload.ENDPOINT);
  }

  static Timer timer(Registry registry, String endpoint) {
    return registry.timer("http.request.duration", Workload.LABEL, endpoint);
  }
}
