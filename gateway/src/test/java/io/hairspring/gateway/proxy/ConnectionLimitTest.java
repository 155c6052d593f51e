package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;

/** Three I/O threads share the connections of one upstream, in whatever order they come to it. */
class ConnectionLimitTest {
  private static final AtomicLong SEEDS = new AtomicLong();
  private static final int STEPS = 200;
  private static final int THREADS = 3;
  private static final int MAX = 4;
  private static final int MAX_WAITING = 3;
  private static final long LIMIT_MILLIS = 1_000;

  private final Random random = new Random(SEEDS.getAndIncrement());
  private final ConnectionLimit limit = new ConnectionLimit(MAX, MAX_WAITING);
  private final List<HandThread> threads = new ArrayList<>();
  private final List<ThreadConnections> connections = new ArrayList<>();
  private final List<Opening> opening = new ArrayList<>();
  private final List<Borrower> waiting = new ArrayList<>();
  private final List<Borrower> served = new ArrayList<>();
  private int open;
  private int borrowers;
  private boolean refusedTooEarly;

  @RepeatedTest(300)
  void noneIsRefusedWhileOneMoreMayWaitAndNoneWaitsBesideAnIdleConnection() {
    start();
    for (int i = 0; i < STEPS; i++) {
      step(random.nextInt(6), random.nextInt(1_000));
      assertThat(open + opening.size()).isLessThanOrEqualTo(MAX);
      assertThat(refusedTooEarly).isFalse();
    }
    settle();
    assertThat(served.size() + waiting.size()).isEqualTo(borrowers);
    if (!waiting.isEmpty()) {
      assertThat(served).hasSize(MAX);
      assertThat(limit.idle()).isZero();
    }
    while (!served.isEmpty()) { // and so everybody is served in the end
      giveBack(served.remove(0));
      settle();
    }
    assertThat(waiting).isEmpty();
    assertThat(borrowers).isZero();
    assertThat(limit.active()).isZero();
    assertThat(limit.waiting()).isZero();
    assertThat(limit.opening()).isZero();
    assertThat(limit.idle()).isEqualTo(open);
    assertThat(threads).allSatisfy(thread -> assertThat(thread.timers()).isZero());
  }

  private void start() {
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(new HandThread());
      connections.add(
          new ThreadConnections(
              threads.get(i),
              (callback, buffers) -> opening.add(new Opening(number, callback)),
              limit,
              ConnectionObserver.none(),
              LIMIT_MILLIS));
      limit.add(connections.get(i));
    }
  }

  private void step(int what, int which) {
    switch (what) {
      case 0, 1 -> borrow(which % THREADS);
      case 2 -> threads.get(which % THREADS).goOn();
      case 3 -> {
        if (!served.isEmpty()) {
          giveBack(served.remove(which % served.size()));
        }
      }
      case 4 -> {
        if (!opening.isEmpty()) {
          opening.remove(which % opening.size()).end(which % 7 > 0);
        }
      }
      default -> {
        if (!waiting.isEmpty()) {
          Borrower gone = waiting.remove(which % waiting.size());
          gone.pending.callOff();
          borrowers--;
        }
      }
    }
  }

  private void borrow(int thread) {
    Borrower borrower = new Borrower(thread);
    if (!limit.enter()) {
      refusedTooEarly |= borrowers < MAX + MAX_WAITING;
      return;
    }
    borrowers++;
    waiting.add(borrower);
    borrower.pending = connections.get(thread).borrow(null, borrower);
  }

  private void giveBack(Borrower borrower) {
    limit.leave();
    borrowers--;
    connections.get(borrower.thread).giveBack(borrower.connection);
  }

  private void settle() {
    do {
      threads.forEach(HandThread::goOn);
      opening.removeIf(one -> one.end(true));
    } while (threads.stream().anyMatch(HandThread::hasWork) || !opening.isEmpty());
  }

  /** A connection that is being opened. */
  private final class Opening {
    private final int thread;
    private final ThreadConnections.Opening callback;

    Opening(int thread, ThreadConnections.Opening callback) {
      this.thread = thread;
      this.callback = callback;
    }

    boolean end(boolean well) {
      threads
          .get(thread)
          .execute(
              () -> {
                if (well) {
                  open++;
                  callback.opened(HandConnection.open(() -> open--));
                } else {
                  callback.failed();
                }
              });
      return true;
    }
  }

  private final class Borrower implements ConnectionPool.Borrower {
    private final int thread;
    private PendingConnection pending;
    private PooledConnection connection;

    Borrower(int thread) {
      this.thread = thread;
    }

    @Override
    public void connected(PooledConnection connection) {
      this.connection = connection;
      assertThat(waiting.remove(this)).isTrue();
      served.add(this);
    }

    @Override
    public void refused(UpstreamFailure failure) {
      assertThat(failure).isEqualTo(UpstreamFailure.CONNECT);
      assertThat(waiting.remove(this)).isTrue();
      borrowers--;
    }
  }
}
