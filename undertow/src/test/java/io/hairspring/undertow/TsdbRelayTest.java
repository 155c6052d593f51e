package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import io.hairspring.undertow.tsdb.FakeTsdb;
import io.hairspring.undertow.tsdb.TsdbAnswer;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an answer of the database is handed on, piece by piece, and how that ends. */
class TsdbRelayTest {
  private static final int MOMENT_MILLIS = 500;
  private static final int LONG_MILLIS = 60_000;
  private static final String JSON = "application/json";
  private static final String RANGE = "/api/metrics/query_range?query=up&start=0&end=60";
  private static final String ASK = "GET " + RANGE + " HTTP/1.1\r\nHost: a\r\n\r\n";

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter whole = metrics.counter("whole_total", "Whole.").register();
  private final Counter brokenOff = metrics.counter("broken_off_total", "Ends.").register();
  private final AtomicBoolean handedOver = new AtomicBoolean();
  private Host host;

  private Client serve(FakeTsdb tsdb, int sendMillis) {
    host =
        new Host(
            MetricsServer.builder(metrics)
                .tsdb(tsdb.url())
                .limits(
                    ServerLimits.DEFAULTS.withMillis(
                        LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, sendMillis))
                .handler());
    return host.client();
  }

  private Client serve(FakeTsdb tsdb) {
    return serve(tsdb, LONG_MILLIS);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aLargeAnswerArrivesWhole() throws Exception {
    String body = "[" + "0123456789,".repeat(500_000) + "0]";
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, body)) {
      assertThat(serve(tsdb).get(RANGE).body()).isEqualTo(body);
    }
  }

  @Test
  void anEmptyPieceHoldsNothingUp() throws Exception {
    relaying(List.of(List.of(), piece(""), piece("a"), piece(""), piece("b"), piece("")));
    assertThat(host.client().raw("GET / HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\nab");
    Until.isTrue("counted", () -> whole.total() == 1);
  }

  @Test
  void theLastPieceIsSentToItsEnd() throws Exception {
    String more = "0123456789abcdef".repeat(1 << 20); // than sockets hold
    relaying(List.of(piece(more)));
    try (Socket late = host.client().open("GET / HTTP/1.0\r\n\r\n")) {
      Until.isTrue("all is handed over", handedOver::get);
      String answer = new String(late.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).endsWith(more);
    }
    Until.isTrue("counted", () -> whole.total() == 1);
  }

  private static List<ByteBuffer> piece(String text) {
    return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Hands these pieces on, each when it is asked for, and the end with the last. */
  private void relaying(List<List<ByteBuffer>> pieces) {
    TsdbAnswer answer =
        new TsdbAnswer(200, reader -> reader.onSubscribe(new Pieces(pieces, reader)));
    host =
        new Host(
            exchange ->
                exchange.dispatch(
                    SameThreadExecutor.INSTANCE,
                    () -> TsdbRelay.send(exchange, answer, whole, brokenOff)));
  }

  private final class Pieces implements Flow.Subscription {
    private final Iterator<List<ByteBuffer>> left;
    private final Flow.Subscriber<? super List<ByteBuffer>> reader;

    Pieces(List<List<ByteBuffer>> pieces, Flow.Subscriber<? super List<ByteBuffer>> reader) {
      left = pieces.iterator();
      this.reader = reader;
    }

    @Override
    public void request(long one) {
      if (left.hasNext()) {
        List<ByteBuffer> next = left.next();
        boolean last = !left.hasNext();
        reader.onNext(next);
        if (last) {
          reader.onComplete();
          handedOver.set(true);
        }
      }
    }

    @Override
    public void cancel() {}
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForWhole() throws Exception {
    try (FakeTsdb tsdb = new FakeTsdb((target, socket) -> begin(socket))) {
      Client client = serve(tsdb);
      assertThatThrownBy(() -> client.get(RANGE)).isInstanceOf(IOException.class);
      Until.isTrue("counted", () -> ended("broken_off") == 1);
    }
  }

  @Test
  void anAnswerThatTakesTooLongEndsWithItsConnectionAndNoOther() throws Exception {
    AtomicBoolean answered = new AtomicBoolean();
    try (FakeTsdb tsdb =
        new FakeTsdb(
            (target, socket) -> {
              if (answered.getAndSet(true)) {
                begin(socket);
                assertThat(socket.getInputStream().read()).isNegative(); // waits for its end
              } else {
                FakeTsdb.write(socket, FakeTsdb.head(200, JSON, "{}") + "{}");
              }
            })) {
      Client client = serve(tsdb, MOMENT_MILLIS);
      try (Socket kept = client.open(ASK)) {
        Until.isTrue("answered", () -> ended("answered") == 1);
        assertThat(client.raw(ASK)).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n");
        Until.isTrue("counted", () -> ended("broken_off") == 1);
        kept.getOutputStream()
            .write("GET /nothing HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(kept.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .contains("HTTP/1.1 200", "not found");
      }
    }
  }

  @Test
  void aClientThatLeavesEndsTheQuestion() throws Exception {
    AtomicLong written = new AtomicLong();
    long all = 1L << 28;
    try (FakeTsdb tsdb = new FakeTsdb((target, socket) -> endless(socket, all, written))) {
      Client client = serve(tsdb);
      try (Socket left = client.open(ASK)) {
        assertThat(left.getInputStream().read()).isEqualTo('H');
        left.setSoLinger(true, 0);
      }
      Until.isTrue("ended", () -> written.get() < 0);
      assertThat(-written.get()).isLessThan(all);
      Until.isTrue("counted", () -> ended("broken_off") == 1);
    }
  }

  @Test
  void aQuestionUnderWayIsCalledOffWhenTheHostStops() throws Exception {
    CountDownLatch calledOff = new CountDownLatch(1);
    try (FakeTsdb tsdb =
            new FakeTsdb(
                (target, socket) -> {
                  assertThat(socket.getInputStream().read()).isNegative(); // waits for its end
                  calledOff.countDown();
                });
        Socket asking = serve(tsdb).open(ASK)) {
      Until.isTrue("asked", () -> !tsdb.targets().isEmpty());
      host.close();
      assertThat(asking.getInputStream().read()).isNegative();
      assertThat(calledOff.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void begin(Socket socket) throws IOException {
    FakeTsdb.write(socket, FakeTsdb.head(200, JSON, "{}".repeat(100)) + "{\"a\":");
  }

  private static void endless(Socket socket, long bytes, AtomicLong written) throws IOException {
    byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    FakeTsdb.write(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes
            + "\r\n\r\n");
    long sum = 0;
    try {
      while (sum < bytes) {
        socket.getOutputStream().write(blanks);
        sum += blanks.length;
      }
    } finally {
      written.set(-Math.max(sum, 1)); // below zero: it has ended
    }
  }

  private double ended(String outcome) {
    return Lines.of(metrics)
        .value(
            "hairspring_tsdb_requests_total{route=\"/api/metrics/query_range\",outcome=\""
                + outcome
                + "\"}");
  }
}
