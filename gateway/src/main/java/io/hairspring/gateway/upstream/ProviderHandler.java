package io.hairspring.gateway.upstream;

import io.hairspring.gateway.upstream.Provider.Answer;
import io.hairspring.gateway.upstream.Provider.Model;
import io.hairspring.gateway.upstream.ReplyPlan.Reply;
import io.hairspring.gateway.usage.UsageReader;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Answers as the providers do. */
final class ProviderHandler implements HttpHandler {
  /** How long the upstream took to reply, from the first byte that it saw of the request. */
  private static final HttpString PROCESSING_NANOS = new HttpString("X-Processing-Nanos");

  private static final String GENERATE = ":generateContent";
  private static final int BYTES_PER_TOKEN = 4;
  private static final Map<Integer, String> ERROR_TYPES =
      Map.of(
          StatusCodes.TOO_MANY_REQUESTS, "rate_limit_error",
          StatusCodes.SERVICE_UNAVAILABLE, "overloaded_error");

  private final ReplyPlan plan;
  private final AtomicLong replies = new AtomicLong();

  ProviderHandler(ReplyPlan plan) {
    this.plan = plan;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    long startNanos = System.nanoTime();
    Provider provider = provider(exchange.getRequestPath());
    if (provider == null) {
      refuse(exchange, StatusCodes.NOT_FOUND, "not_found_error", "");
      return;
    }
    String path = exchange.getRequestPath().substring(provider.label().length() + 1);
    if (exchange.getRequestMethod().equals(Methods.POST) && isQuestion(provider, path)) {
      exchange
          .getRequestReceiver()
          .receiveFullBytes(
              (received, body) -> ask(received, provider, path, body, startNanos),
              (received, failure) -> received.endExchange());
    } else if (exchange.getRequestMethod().equals(Methods.GET) && path.equals("/v1/models")) {
      exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "public, max-age=10");
      json(exchange, StatusCodes.OK, provider.modelList());
    } else if (exchange.getRequestMethod().equals(Methods.GET)
        && path.matches("/v1/batches/[0-9a-f-]{1,64}")) {
      String id = path.substring("/v1/batches/".length());
      json(exchange, StatusCodes.OK, "{\"id\":\"" + id + "\",\"status\":\"in_progress\"}\n");
    } else {
      refuse(exchange, StatusCodes.NOT_FOUND, "not_found_error", "");
    }
  }

  private void ask(
      HttpServerExchange exchange, Provider provider, String path, byte[] body, long startNanos) {
    Model model = provider.model(modelName(provider, path, body));
    if (model == null) {
      refuse(exchange, StatusCodes.NOT_FOUND, "model_not_found", "");
      return;
    }
    Reply reply = plan.next(model);
    long promptTokens = 8L + body.length / BYTES_PER_TOKEN;
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () ->
            exchange
                .getIoThread()
                .executeAfter(
                    () -> reply(exchange, provider, model, reply, promptTokens, startNanos),
                    reply.delayNanos(),
                    TimeUnit.NANOSECONDS));
  }

  private void reply(
      HttpServerExchange exchange,
      Provider provider,
      Model model,
      Reply reply,
      long promptTokens,
      long startNanos) {
    exchange
        .getResponseHeaders()
        .put(PROCESSING_NANOS, Long.toString(System.nanoTime() - startNanos));
    if (reply.status() == StatusCodes.OK) {
      json(
          exchange,
          StatusCodes.OK,
          provider.reply(
              new Answer(
                  replies.incrementAndGet(),
                  model.name(),
                  "This reply comes from the embedded upstream.",
                  promptTokens,
                  reply.completionTokens())));
    } else {
      refuse(
          exchange,
          reply.status(),
          ERROR_TYPES.getOrDefault(reply.status(), "api_error"),
          model.name());
    }
  }

  private static Provider provider(String path) {
    for (Provider provider : Provider.values()) {
      if (path.startsWith("/" + provider.label() + "/")) {
        return provider;
      }
    }
    return null;
  }

  private static boolean isQuestion(Provider provider, String path) {
    return switch (provider) {
      case OPENAI -> path.equals("/v1/chat/completions");
      case ANTHROPIC -> path.equals("/v1/messages");
      case GOOGLE -> path.startsWith("/v1/models/") && path.endsWith(GENERATE);
    };
  }

  private static String modelName(Provider provider, String path, byte[] body) {
    if (provider == Provider.GOOGLE) {
      return path.substring("/v1/models/".length(), path.length() - GENERATE.length());
    }
    UsageReader reader = new UsageReader();
    reader.feed(ByteBuffer.wrap(body));
    reader.end();
    return reader.model();
  }

  private static void refuse(HttpServerExchange exchange, int status, String type, String model) {
    String named = model.isEmpty() ? "" : ",\"model\":\"" + model + "\"";
    json(exchange, status, "{\"error\":{\"type\":\"" + type + "\"}" + named + "}\n");
  }

  private static void json(HttpServerExchange exchange, int status, String body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(body);
  }
}
