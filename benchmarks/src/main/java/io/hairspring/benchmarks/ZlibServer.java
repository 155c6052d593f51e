package io.hairspring.benchmarks;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Answers scrapes as a host does that renders into a buffer which it keeps, and deflates that as a
 * whole by zlib's fastest level. One client at a time.
 */
final class ZlibServer implements AutoCloseable {
  private static final int TRAILER_BYTES = 8;

  private final MetricsCollector metrics;
  private final PrometheusText format = new PrometheusText();
  private final Utf8Buffer text = new Utf8Buffer();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final CRC32 checksum = new CRC32();
  private final Undertow server;
  private ByteBuffer zipped = ByteBuffer.allocate(0);

  ZlibServer(MetricsCollector metrics) {
    this.metrics = metrics;
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(2)
            .addHttpListener(0, "127.0.0.1", exchange -> exchange.dispatch(this::answer))
            .build();
    server.start();
  }

  int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private void answer(HttpServerExchange exchange) {
    text.clear();
    format.begin(text);
    format.end(metrics.visit(format));
    exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
    exchange.getResponseSender().send(zip(text.asByteBuffer()));
  }

  private ByteBuffer zip(ByteBuffer plain) {
    if (zipped.capacity() < plain.remaining()) {
      zipped = ByteBuffer.allocate(plain.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    }
    checksum.reset();
    checksum.update(plain.duplicate());
    zipped.clear().put(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, -1});
    zipped.limit(zipped.capacity() - TRAILER_BYTES);
    deflater.reset();
    deflater.setInput(plain.duplicate());
    deflater.finish();
    while (!deflater.finished()) {
      if (deflater.deflate(zipped) == 0) {
        throw new IllegalStateException("more than " + plain.remaining() + " bytes in gzip");
      }
    }
    zipped.limit(zipped.capacity());
    return zipped.putInt((int) checksum.getValue()).putInt(plain.remaining()).flip();
  }

  @Override
  public void close() {
    server.stop();
    deflater.end();
  }
}
