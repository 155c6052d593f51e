package io.hairspring.gateway.demo;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.upstream.Provider;
import io.hairspring.gateway.upstream.Provider.Model;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends requests to a gateway over HTTP at an even rate: questions to all models, and now and then
 * a GET. Where answers come too slowly, so that too many requests would be under way, it skips some
 * and counts them. Runs on two daemon threads of its own.
 */
public final class DemoTraffic implements AutoCloseable {
  private static final int MOST_IN_FLIGHT = 1_000;
  private static final long TICK_MILLIS = 10;
  private static final long ANSWER_MILLIS = 30_000;
  private static final int MOST_PER_TICK = 1_000;
  private static final String QUESTION =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"What time is it?\"}]}";

  private final URI gateway;
  private final int ratePerSecond;
  private final boolean providers;
  private final Counter skipped;
  private final LongSupplier nanoTime;
  private final SplittableRandom random = new SplittableRandom();
  private final Semaphore free = new Semaphore(MOST_IN_FLIGHT);
  private final ExecutorService answers =
      Executors.newSingleThreadExecutor(task -> daemon(task, "hairspring-demo-answers"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "hairspring-demo"));
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(answers)
          .connectTimeout(Duration.ofMillis(ANSWER_MILLIS))
          .build();
  private long startNanos;
  private long due; // requests that were due so far; the clock thread's own

  private DemoTraffic(URI gateway, int ratePerSecond, boolean providers, MetricsCollector metrics) {
    this.gateway = gateway;
    this.ratePerSecond = ratePerSecond;
    this.providers = providers;
    nanoTime = metrics.config().ticker()::nanoTime;
    skipped =
        metrics
            .counter(
                "gateway_demo_skipped_total",
                "Demo requests not sent because too many were under way.")
            .register();
  }

  /**
   * Begins to send.
   *
   * @param gateway where the gateway listens
   * @param ratePerSecond requests per second, at least 1
   * @param providers whether the embedded upstream answers; else every request is a GET of /
   */
  public static DemoTraffic start(
      URI gateway, int ratePerSecond, boolean providers, MetricsCollector metrics) {
    DemoTraffic traffic = new DemoTraffic(gateway, ratePerSecond, providers, metrics);
    traffic.startNanos = traffic.nanoTime.getAsLong();
    Future<?> unused =
        traffic.clock.scheduleAtFixedRate(
            traffic::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return traffic;
  }

  /** Sends no more. Requests under way go on. */
  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void tick() {
    long nanos = nanoTime.getAsLong() - startNanos;
    long dueNow = (long) (nanos / (double) TimeUnit.SECONDS.toNanos(1) * ratePerSecond);
    long behind = dueNow - due - MOST_PER_TICK;
    if (behind > 0) { // after a pause of the whole process the backlog is not sent at once
      skipped.add(behind);
      due += behind;
    }
    while (due < dueNow) {
      due++;
      if (free.tryAcquire()) {
        try {
          send();
        } catch (RuntimeException | Error failure) { // the next tick goes on
          free.release();
          skipped.inc();
        }
      } else {
        skipped.inc();
      }
    }
  }

  private void send() {
    // What comes back is measured by the gateway; here it only frees a place.
    CompletableFuture<?> unused =
        client
            .sendAsync(request(), BodyHandlers.discarding())
            .whenComplete((answer, failure) -> free.release());
  }

  private HttpRequest request() {
    if (!providers) {
      return to("/").GET().build();
    }
    Provider[] all = Provider.values();
    Provider provider = all[random.nextInt(all.length)];
    int choice = random.nextInt(20);
    if (choice < 3) { // of which the cache has most: misses are to be no cause for an alert
      return to("/" + provider.label() + "/v1/models").GET().build();
    }
    if (choice == 3) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      return to("/" + provider.label() + "/v1/batches/" + id).GET().build();
    }
    Model model = provider.models().get(random.nextInt(provider.models().size()));
    return to(provider.questionPath(model))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(QUESTION.formatted(model.name())))
        .build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofMillis(ANSWER_MILLIS));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
