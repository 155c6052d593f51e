package io.hairspring.gateway;

import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the embedded upstream through a gateway, many requests at a time. */
final class LoadGenerator {
  private static final int AT_A_TIME = 64;
  private static final String PATH = "openai/v1/chat/completions";

  private final URI gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int threshold = Integer.MAX_VALUE;
  private Runnable atThreshold = () -> {};

  LoadGenerator(URI gateway) {
    this.gateway = gateway;
  }

  /** Has something done, by another thread, when so many answers have come. */
  void whenAnswered(int answers, Runnable action) {
    threshold = answers;
    atThreshold = action;
  }

  /** Sends so many requests whose client goes away without waiting for the answer. */
  void hangUp(int requests) {
    for (int i = 0; i < requests; i++) {
      try (RawClient gone =
          RawClient.send(
              gateway,
              Http.head(
                  "POST /google/v1/models/gemini-2.5-pro:generateContent HTTP/1.1",
                  "Host: h",
                  "Content-Length: 0"))) {
        assert gone != null; // sent, and closed at once
      }
    }
  }

  /** Sends so many requests, waits for all answers, and returns how long the upstream slept. */
  Sleeps run(int requests) {
    Semaphore free = new Semaphore(AT_A_TIME);
    Sleeps sleeps = new Sleeps(requests);
    AtomicInteger answered = new AtomicInteger();
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(PATH))
            .POST(BodyPublishers.ofString("{\"model\":\"gpt-4o\"}"))
            .build();
    for (int i = 0; i < requests; i++) {
      free.acquireUninterruptibly();
      int index = i;
      long startNanos = System.nanoTime();
      CompletableFuture<?> unused =
          client
              .sendAsync(request, BodyHandlers.discarding())
              .whenComplete(
                  (answer, failure) -> {
                    long totalNanos = System.nanoTime() - startNanos;
                    if (answer != null) {
                      sleeps.put(index, answer, totalNanos);
                    }
                    free.release();
                    if (answered.incrementAndGet() == threshold) {
                      Thread action = new Thread(atThreshold);
                      action.start();
                    }
                  });
    }
    free.acquireUninterruptibly(AT_A_TIME);
    return sleeps.sorted();
  }

  /** How long the upstream slept before each reply, by its own clock, and the rest of the time. */
  static final class Sleeps {
    private final long[] sleptNanos;
    private final long[] proxyNanos;

    Sleeps(int requests) {
      sleptNanos = new long[requests];
      proxyNanos = new long[requests];
    }

    double sleptSeconds(double quantile) {
      return at(sleptNanos, quantile);
    }

    double proxySeconds(double quantile) {
      return at(proxyNanos, quantile);
    }

    private void put(int index, HttpResponse<?> answer, long totalNanos) {
      long slept = answer.headers().firstValueAsLong("X-Processing-Nanos").orElseThrow();
      sleptNanos[index] = slept;
      proxyNanos[index] = totalNanos - slept;
    }

    private Sleeps sorted() {
      Arrays.sort(sleptNanos);
      Arrays.sort(proxyNanos);
      return this;
    }

    private static double at(long[] sorted, double quantile) {
      int rank = (int) Math.ceil(Math.min(1, quantile) * sorted.length) - 1;
      return sorted[Math.max(0, rank)] / (double) TimeUnit.SECONDS.toNanos(1);
    }
  }
}
