package io.hairspring.exposition.scrape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a service, and what it is answered. */
final class Asked {
  private static final long PATIENCE_SECONDS = 10;

  private final AtomicInteger disconnected = new AtomicInteger();
  private final CompletableFuture<ScrapeAnswer> answer;

  private Asked(
      ScrapeService service,
      String method,
      String path,
      String query,
      Map<String, String> headers) {
    ScrapeRequest request =
        new ScrapeRequest(
            method,
            path,
            query,
            header -> headers.containsKey(header) ? List.of(headers.get(header)) : null,
            disconnected::incrementAndGet);
    answer = method.equals("POST") ? service.reset(request) : service.scrape(request);
  }

  static Asked get(ScrapeService service, String path, String query) {
    return new Asked(service, "GET", path, query, Map.of());
  }

  static Asked get(ScrapeService service, String path, String query, Map<String, String> headers) {
    return new Asked(service, "GET", path, query, headers);
  }

  static Asked by(ScrapeService service, String method, String path, String query) {
    return new Asked(service, method, path, query, Map.of());
  }

  CompletableFuture<ScrapeAnswer> future() {
    return answer;
  }

  ScrapeAnswer answer() throws Exception {
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  int status() throws Exception {
    return answer().status();
  }

  /** Reads all of the answer. */
  String body() throws Exception {
    String text = new String(bytes(), StandardCharsets.UTF_8);
    answer().sent();
    return text;
  }

  /** Returns the bytes of the answer, which does not end. */
  byte[] bytes() throws Exception {
    ByteBuffer body = answer().body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }

  int disconnected() {
    return disconnected.get();
  }
}
