package io.hairspring.undertow.tsdb;

import io.hairspring.collector.internal.thread.DaemonThreads;
import io.hairspring.exposition.config.TsdbTarget;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks a time-series database. Every answer comes within its limit or fails within it, for a reason
 * that {@link TsdbException#of} tells. Follows no redirect, speaks HTTP/1.1. Thread-safe; nothing
 * blocks.
 */
public final class TsdbClient {
  /** How long a range query may take until its answer begins. */
  public static final Duration QUERY_LIMIT = Duration.ofSeconds(30);

  /** How long the list of services may take. */
  public static final Duration SERVICES_LIMIT = Duration.ofSeconds(10);

  /** How long the look at the database's health may take. */
  public static final Duration HEALTH_LIMIT = Duration.ofSeconds(5);

  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int ERRORS = 400;

  private final TsdbTarget target;
  private final Limits limits;
  private final String base;
  private final HttpClient http;

  /** Creates a client whose work is done by {@code executor}; connects when first asked. */
  public TsdbClient(TsdbTarget target, Executor executor) {
    this(target, executor, Limits.DEFAULTS);
  }

  TsdbClient(TsdbTarget target, Executor executor, Limits limits) {
    this.target = Objects.requireNonNull(target, "target");
    this.limits = limits;
    String url = target.url().toString();
    base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.health())
            .executor(Objects.requireNonNull(executor, "executor"));
    http = DaemonThreads.from("hairspring-tsdb-start", builder::build); // which starts a thread
    DaemonThreads.startTimeouts();
  }

  /**
   * Asks a range query; the answer's body arrives as fast as it is read. Cancelling what this
   * returns gives the connection back.
   */
  public CompletableFuture<TsdbAnswer> queryRange(RangeQuery query) {
    return send(
        "/api/v1/query_range?query="
            + encoded(query.query())
            + "&start="
            + encoded(query.start())
            + "&end="
            + encoded(query.end())
            + "&step="
            + encoded(query.step()),
        limits.query(),
        BodyHandlers.ofPublisher(),
        TsdbClient::streamed);
  }

  /** Asks for the services, sorted; those of the target's fallback, if it has any, on failure. */
  public CompletableFuture<List<String>> services() {
    String query = "group by (" + target.serviceLabel() + ") (" + target.infoMetric() + ")";
    CompletableFuture<List<String>> found =
        send(
            "/api/v1/query?query=" + encoded(query),
            limits.services(),
            BoundedBody.of(MOST_BYTES),
            answer -> services(answer, target.serviceLabel()));
    if (target.services().isEmpty()) {
      return found;
    }
    return found.exceptionally(failure -> target.services());
  }

  /** Asks whether the database says that it is well. */
  public CompletableFuture<Boolean> isHealthy() {
    return status("/health")
        .thenCompose(
            // Prometheus has another path for it than VictoriaMetrics.
            status ->
                status == NOT_FOUND
                    ? status("/-/healthy")
                    : CompletableFuture.completedFuture(status))
        .thenApply(status -> status == OK);
  }

  private CompletableFuture<Integer> status(String path) {
    return send(path, limits.health(), BoundedBody.of(MOST_BYTES), HttpResponse::statusCode);
  }

  private <B, A> CompletableFuture<A> send(
      String pathAndQuery,
      Duration limit,
      BodyHandler<B> body,
      Function<HttpResponse<B>, A> reading) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + pathAndQuery))
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<B>> sent = http.sendAsync(request, body);
    CompletableFuture<A> result = new CompletableFuture<>();
    CompletableFuture<?> unused =
        sent.thenAccept(answer -> finish(result, reading.apply(answer)))
            .exceptionally(
                failure -> {
                  result.completeExceptionally(failure);
                  return null;
                });
    // Not the request's own limit, which would end with the head: this one covers small bodies too.
    unused = result.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    unused = result.whenComplete((value, failure) -> sent.cancel(true)); // nothing if it is there
    return result; // the one that may be cancelled, and no other that follows it
  }

  /** Ends {@code result}, or lets go of an answer that comes when that has ended already. */
  static <A> void finish(CompletableFuture<A> result, A value) {
    if (!result.complete(value) && value instanceof TsdbAnswer late) {
      late.body().subscribe(new Unwanted());
    }
  }

  private static TsdbAnswer streamed(HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer) {
    int status = answer.statusCode();
    boolean json =
        answer
            .headers()
            .firstValue("Content-Type")
            .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("application/json"))
            .orElse(false);
    boolean plain =
        answer.headers().firstValue("Content-Encoding").map("identity"::equals).orElse(true);
    if (json && plain && (status == OK || status >= ERRORS)) {
      return new TsdbAnswer(status, answer.body());
    }
    answer.body().subscribe(new Unwanted());
    throw new CompletionException(
        status >= ERRORS ? TsdbException.refused(status) : TsdbException.nonsense());
  }

  private static List<String> services(HttpResponse<byte[]> answer, String label) {
    if (answer.statusCode() != OK) {
      throw new CompletionException(TsdbException.nonsense());
    }
    // Whatever this throws is an answer of something else than this API: TsdbException says so.
    Map<?, ?> read = (Map<?, ?>) Json.read(new String(answer.body(), StandardCharsets.UTF_8));
    TreeSet<String> services = new TreeSet<>();
    for (Object series : (List<?>) ((Map<?, ?>) read.get("data")).get("result")) {
      Object service = ((Map<?, ?>) ((Map<?, ?>) series).get("metric")).get(label);
      if (service != null) {
        services.add((String) service);
      }
    }
    return List.copyOf(services);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** How long each question may take. */
  record Limits(Duration query, Duration services, Duration health) {
    static final Limits DEFAULTS = new Limits(QUERY_LIMIT, SERVICES_LIMIT, HEALTH_LIMIT);
  }

  /** Takes nothing of a body, so that its connection is let go. */
  private static final class Unwanted implements Flow.Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
