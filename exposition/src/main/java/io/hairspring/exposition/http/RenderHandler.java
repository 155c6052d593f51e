package io.hairspring.exposition.http;

import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.NameFilter;
import io.hairspring.exposition.negotiation.AcceptEncoding;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.Deflater;

/**
 * Answers with a walk in the format that the client would rather have. {@code name[]} parameters
 * narrow the answer to the families they name. The whole answer is in memory before the first byte
 * is sent, so that its values belong to one short instant however slowly it is read. It is sent in
 * gzip if the client takes that, unless it is so small that it would hardly shrink.
 */
final class RenderHandler implements HttpHandler {
  private static final String NAME_PARAMETER = "name[]";
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 250;
  private static final int LEAST_BYTES_ZIPPED = 1024;

  private final Walk walk;
  private final boolean filtered;
  private final Offers offers;
  private final Deflaters deflaters;

  private RenderHandler(Walk walk, boolean filtered, Offers offers, Deflaters deflaters) {
    this.walk = walk;
    this.filtered = filtered;
    this.offers = offers;
    this.deflaters = deflaters;
  }

  /** Returns a handler that heeds {@code name[]}; the format to fall back to is offered first. */
  static RenderHandler filtered(
      Walk walk, Deflaters deflaters, List<Supplier<MetricsFormat>> formats) {
    return new RenderHandler(walk, true, new Offers(formats), deflaters);
  }

  /** Returns a handler that always shows everything. */
  static RenderHandler whole(Walk walk, Deflaters deflaters, Supplier<MetricsFormat> format) {
    return new RenderHandler(walk, false, new Offers(List.of(format)), deflaters);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Deque<String> names = filtered ? exchange.getQueryParameters().get(NAME_PARAMETER) : null;
    if (names != null && !areBounded(names)) {
      Answers.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          "name[] expected at most "
              + MOST_NAMES
              + " times, each of at most "
              + LONGEST_NAME
              + " characters");
      return;
    }
    Renderings renderings = offers.choose(exchange);
    Renderings.Rendering rendering = renderings.take();
    render(rendering, names == null ? null : new HashSet<>(names));
    exchange.addExchangeCompleteListener(
        (done, chain) -> {
          try {
            renderings.giveBack(rendering);
          } finally {
            chain.proceed();
          }
        });
    Answers.send(exchange, rendering.format().contentType(), coded(exchange, rendering));
  }

  private ByteBuffer coded(HttpServerExchange exchange, Renderings.Rendering rendering) {
    exchange.getResponseHeaders().put(Headers.VARY, offers.vary());
    ByteBuffer plain = rendering.buffer().asByteBuffer();
    boolean zip =
        switch (AcceptEncoding.of(Answers.lines(exchange, Headers.ACCEPT_ENCODING))) {
          case IDENTITY -> false;
          case GZIP -> plain.remaining() >= LEAST_BYTES_ZIPPED;
          case GZIP_ONLY -> true;
        };
    if (!zip) {
      return plain;
    }
    Deflater deflater = deflaters.take();
    try {
      rendering.zipped().encode(plain, deflater);
    } finally {
      deflaters.giveBack(deflater);
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
    return rendering.zipped().asByteBuffer();
  }

  private void render(Renderings.Rendering rendering, Set<String> names) {
    MetricsFormat format = rendering.format();
    MetricsVisitor visitor = names == null ? format : new NameFilter(names, format);
    format.begin(rendering.buffer());
    format.end(walk.over(visitor));
  }

  private static boolean areBounded(Deque<String> names) {
    return names.size() <= MOST_NAMES
        && names.stream().allMatch(name -> name.length() <= LONGEST_NAME);
  }
}
