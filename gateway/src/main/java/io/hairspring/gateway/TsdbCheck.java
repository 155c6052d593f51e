package io.hairspring.gateway;

import io.hairspring.exposition.config.TsdbTarget;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.HealthCheck;
import io.hairspring.undertow.tsdb.TsdbClient;
import io.hairspring.undertow.tsdb.TsdbException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** Looks whether the time-series database is there. The gateway works without, so never worse. */
final class TsdbCheck implements HealthCheck {
  private final TsdbClient client;

  TsdbCheck(TsdbTarget target) {
    client = new TsdbClient(target, ForkJoinPool.commonPool()); // none of its work blocks
  }

  @Override
  public CheckResult check() throws InterruptedException {
    try {
      return client.isHealthy().get()
          ? CheckResult.healthy("reachable")
          : CheckResult.degraded("reachable, but not well");
    } catch (ExecutionException failure) {
      return CheckResult.degraded(TsdbException.of(failure).getMessage());
    }
  }
}
