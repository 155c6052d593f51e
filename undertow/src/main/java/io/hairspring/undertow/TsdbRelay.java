package io.hairspring.undertow;

import io.hairspring.collector.Counter;
import io.hairspring.undertow.tsdb.TsdbAnswer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/**
 * Hands a body on as it arrives: takes the next piece when the last one is sent, so that a slow
 * reader slows the database and fills no memory. A body that breaks off, or takes too long, ends
 * with the connection, so that nobody takes it for whole.
 */
final class TsdbRelay implements Flow.Subscriber<List<ByteBuffer>>, IoCallback {
  private static final int SENDING = 1;
  private static final int ENDED = 2;

  private final HttpServerExchange exchange;
  private final Counter whole;
  private final Counter brokenOff;

  // Whether a piece is being sent, and whether it was the last: whoever sees both gone ends it.
  private final AtomicInteger state = new AtomicInteger();
  private Flow.Subscription subscription; // set before the first piece is asked for

  private TsdbRelay(HttpServerExchange exchange, Counter whole, Counter brokenOff) {
    this.exchange = exchange;
    this.whole = whole;
    this.brokenOff = brokenOff;
  }

  /**
   * Sends the body of {@code answer}, whose head is set, and counts how it ended. Not within a call
   * of the exchange.
   */
  static void send(
      HttpServerExchange exchange, TsdbAnswer answer, Counter whole, Counter brokenOff) {
    answer.body().subscribe(new TsdbRelay(exchange, whole, brokenOff));
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    try {
      exchange.addExchangeCompleteListener(
          (done, chain) -> {
            try {
              ended();
            } finally {
              chain.proceed();
            }
          });
      subscription.request(1);
    } catch (IllegalStateException gone) { // the client left meanwhile
      ended();
    }
  }

  private void ended() {
    subscription.cancel(); // does nothing when the body has ended
    (state.get() == ENDED ? whole : brokenOff).inc();
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    if (piece.stream().noneMatch(ByteBuffer::hasRemaining)) {
      subscription.request(1); // a sender would wait for ever to send nothing
      return;
    }
    state.getAndUpdate(now -> now | SENDING);
    exchange.getResponseSender().send(piece.toArray(ByteBuffer[]::new), this);
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if ((state.getAndUpdate(now -> now & ~SENDING) & ENDED) != 0) {
      exchange.endExchange();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException gone) {
    breakOff();
  }

  @Override
  public void onComplete() {
    if ((state.getAndUpdate(now -> now | ENDED) & SENDING) == 0) {
      exchange.endExchange();
    }
  }

  @Override
  public void onError(Throwable failure) {
    breakOff();
  }

  private void breakOff() {
    subscription.cancel();
    IoUtils.safeClose(exchange.getConnection());
  }
}
