package io.hairspring.gateway.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.HttpConnector;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.testing.HandConnection;
import io.hairspring.gateway.testing.HandThread;
import io.undertow.connector.ByteBufferPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.xnio.Cancellable;
import org.xnio.XnioIoThread;

/** Three I/O threads share the connections of one upstream, in whatever order they come to it. */
class ThreadsShareThePoolTest {
  private static final AtomicLong SEEDS = new AtomicLong();
  private static final int STEPS = 200;
  private static final int THREADS = 3;
  private static final int MAX = 4;
  private static final int MAX_WAITING = 3;

  private final Random random = new Random(SEEDS.getAndIncrement());
  private final List<HandThread> threads =
      IntStream.range(0, THREADS).mapToObj(number -> new HandThread()).toList();
  private final ConnectionPool pool =
      new ConnectionPool(this::open, MAX, MAX_WAITING, Duration.ofSeconds(1));
  private final List<Opening> opening = new ArrayList<>();
  private final List<HttpConnection> opened = new ArrayList<>();
  private final List<Asking> waiting = new ArrayList<>();
  private final List<Asking> served = new ArrayList<>();
  private boolean refusedTooEarly;

  @RepeatedTest(300)
  void noneIsRefusedWhileOneMoreMayWaitAndNoneWaitsBesideAnIdleConnection() {
    for (int i = 0; i < STEPS; i++) {
      step(random.nextInt(7), random.nextInt(1_000));
      assertThat(open() + opening.size()).isLessThanOrEqualTo(MAX);
      assertThat(refusedTooEarly).isFalse();
    }
    settle();
    if (!waiting.isEmpty()) {
      assertThat(served).hasSize(MAX);
      assertThat(pool.counts().idle()).isZero();
    }
    while (!served.isEmpty()) { // and so everybody is served in the end
      pool.giveBack(served.remove(0).connection);
      settle();
    }
    assertThat(waiting).isEmpty();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(0, open(), 0, 0, MAX));
    assertThat(threads).allSatisfy(thread -> assertThat(thread.timers()).isZero());
  }

  private void step(int what, int which) {
    switch (what) {
      case 0, 1 -> borrow(threads.get(which % THREADS));
      case 2 -> threads.get(which % THREADS).goOn();
      case 3 -> {
        if (!served.isEmpty()) {
          pool.giveBack(served.remove(which % served.size()).connection);
        }
      }
      case 4 -> {
        if (!opening.isEmpty()) {
          opening.remove(which % opening.size()).end(which % 7 > 0);
        }
      }
      case 5 -> {
        if (!opened.isEmpty()) { // as an upstream does
          opened.get(which % opened.size()).close();
        }
      }
      default -> {
        if (!waiting.isEmpty()) {
          waiting.remove(which % waiting.size()).callOff.run();
        }
      }
    }
  }

  private void borrow(HandThread thread) {
    boolean room = waiting.size() + served.size() < MAX + MAX_WAITING;
    Asking asking = new Asking(room);
    waiting.add(asking);
    asking.callOff = pool.borrow(thread, null, asking);
  }

  private Cancellable open(
      XnioIoThread thread, ByteBufferPool buffers, HttpConnector.Opening told) {
    opening.add(new Opening((HandThread) thread, told));
    return () -> null;
  }

  private int open() {
    opened.removeIf(connection -> !connection.isOpen());
    return opened.size();
  }

  private void settle() {
    do {
      threads.forEach(HandThread::goOn);
      opening.removeIf(one -> one.end(true));
    } while (threads.stream().anyMatch(HandThread::hasWork) || !opening.isEmpty());
  }

  /** A connection that is being opened. */
  private final class Opening {
    private final HandThread thread;
    private final HttpConnector.Opening told;

    Opening(HandThread thread, HttpConnector.Opening told) {
      this.thread = thread;
      this.told = told;
    }

    boolean end(boolean well) {
      thread.execute(
          () -> {
            if (well) {
              opened.add(HandConnection.open(thread));
              told.opened(opened.get(opened.size() - 1));
            } else {
              told.failed();
            }
          });
      return true;
    }
  }

  private final class Asking implements Borrower {
    private final boolean room;
    private Runnable callOff;
    private HttpConnection connection;

    Asking(boolean room) {
      this.room = room;
    }

    @Override
    public void connected(HttpConnection connection) {
      this.connection = connection;
      assertThat(waiting.remove(this)).isTrue();
      served.add(this);
    }

    @Override
    public void refused(UpstreamFailure why) {
      refusedTooEarly |= why == UpstreamFailure.NO_CAPACITY && room;
      assertThat(waiting.remove(this)).isTrue();
    }
  }
}
