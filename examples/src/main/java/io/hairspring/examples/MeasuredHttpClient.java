package io.hairspring.examples;

import io.hairspring.catalog.HttpClientMetrics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The JDK's HTTP client: every request is measured, waited for or not. Any thread. */
final class MeasuredHttpClient {
  private static final int UNKNOWN_BYTES = -1; // which are not observed

  private final HttpClient client;
  private final HttpClientMetrics requests;

  MeasuredHttpClient(HttpClient client, HttpClientMetrics requests) {
    this.client = client;
    this.requests = requests;
  }

  /**
   * Sends a request, and waits for the answer.
   *
   * @param endpoint one of few words for the URI
   */
  <T> HttpResponse<T> send(String endpoint, HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    HttpResponse<T> response = null;
    Throwable failure = null;
    requests.began();
    try {
      response = client.send(request, body);
      return response;
    } catch (IOException | InterruptedException | RuntimeException thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      end(endpoint, request, response, failure, startNanos);
    }
  }

  /** Sends a request, and returns what has the answer one day. */
  <T> CompletableFuture<HttpResponse<T>> sendAsync(
      String endpoint, HttpRequest request, HttpResponse.BodyHandler<T> body) {
    long startNanos = System.nanoTime();
    requests.began();
    return client
        .sendAsync(request, body)
        .whenComplete((response, failure) -> end(endpoint, request, response, failure, startNanos));
  }

  private void end(
      String endpoint,
      HttpRequest request,
      HttpResponse<?> response,
      Throwable failure,
      long startNanos) {
    long nanos = System.nanoTime() - startNanos;
    String method = MethodLabel.of(request.method());
    requests.ended();
    if (response == null) {
      requests.failed(endpoint, method, errorType(failure), nanos);
      return;
    }
    long sent = request.bodyPublisher().map(body -> body.contentLength()).orElse(-1L);
    long received = response.headers().firstValueAsLong("Content-Length").orElse(UNKNOWN_BYTES);
    requests.answered(endpoint, method, response.statusCode(), nanos, sent, received);
  }

  private static String errorType(Throwable failure) {
    if (failure == null) {
      return "Error";
    }
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return (wrapped ? failure.getCause() : failure).getClass().getSimpleName();
  }
}
