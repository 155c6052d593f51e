package io.hairspring.gateway.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.client.HttpConnection;
import io.hairspring.gateway.client.HttpConnector.Opening;
import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.testing.HandConnection;
import io.hairspring.gateway.testing.HandThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnio.Cancellable;

/** An upstream that may have one connection, for which two may wait; some have more. */
class ConnectionPoolTest {
  private static final long LIMIT_MILLIS = 50;
  private static final int MANY = 20_000; // as calls inside each other, too many for a stack

  private final HandThread thread = new HandThread();
  private final Deque<Opening> opening = new ArrayDeque<>();
  private boolean hasAddress = true;
  private int cancelled;
  private ConnectionPool pool = pool(1, 2);

  @Test
  void asManyWaitAsMayAndAreServedInTheirOrder() {
    Asking busy = borrow();
    opens();
    Asking first = borrow();
    Asking second = borrow();
    assertThat(borrow().told).containsExactly(UpstreamFailure.NO_CAPACITY);
    giveBack(busy.connection());
    assertThat(first.connection()).isSameAs(busy.connection());
    assertThat(second.told).isEmpty();
    giveBack(first.connection());
    assertThat(second.connection()).isSameAs(busy.connection());
    assertThat(thread.timers()).isZero();
  }

  @Test
  void whoWaitedForTooLongIsNotServedAndLeavesItsPlaceToAnother() {
    Asking busy = borrow();
    opens();
    Asking first = borrow();
    Asking second = borrow();
    thread.passMillis(LIMIT_MILLIS - 1);
    assertThat(second.told).isEmpty();
    thread.passMillis(1);
    assertThat(first.told).containsExactly(UpstreamFailure.NO_CAPACITY);
    assertThat(second.told).containsExactly(UpstreamFailure.NO_CAPACITY);
    Asking third = borrow();
    Asking fourth = borrow();
    giveBack(busy.connection());
    assertThat(third.connection()).isSameAs(busy.connection());
    assertThat(fourth.told).isEmpty();
  }

  @Test
  void aConnectionThatDoesNotOpenInTimeIsGivenUpAndItsPlaceIsFree() {
    Asking late = borrow();
    Asking waiting = borrow();
    thread.passMillis(LIMIT_MILLIS - 1);
    Asking last = borrow();
    thread.passMillis(1);
    assertThat(late.told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    assertThat(waiting.told).containsExactly(UpstreamFailure.NO_CAPACITY);
    assertThat(cancelled).isEqualTo(1);
    opens(); // too late
    assertThat(last.told).isEmpty();
    opens();
    assertThat(last.connection().isOpen()).isTrue();
    assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 0, 0, 0, 1));
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatFailsMakesRoomForWhoWaits() {
    Asking first = borrow();
    Asking waiting = borrow();
    fails();
    assertThat(first.told).containsExactly(UpstreamFailure.CONNECT);
    opens();
    assertThat(waiting.connection()).isNotNull();
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatEndsMakesRoomForWhoWaits() {
    Asking first = borrow();
    opens();
    Asking waiting = borrow();
    first.connection().close();
    giveBack(first.connection());
    thread.goOn();
    assertThat(waiting.told).isEmpty();
    opens();
    assertThat(waiting.connection().isOpen()).isTrue();
  }

  @Test
  void whatEndedWhileItWasKeptIsNotHandedOut() {
    Asking first = borrow();
    opens();
    giveBack(first.connection());
    first.connection().close();
    Asking next = borrow(); // before the thread hears of the end
    thread.goOn();
    opens();
    assertThat(next.connection()).isNotSameAs(first.connection());
  }

  @Test
  void whoWentAwayIsNotServedAndLeavesItsPlaceToAnother() {
    Asking busy = borrow();
    opens();
    Asking gone = borrow();
    Asking next = borrow();
    gone.callOff.run();
    Asking last = borrow();
    giveBack(busy.connection());
    assertThat(next.connection()).isSameAs(busy.connection());
    giveBack(next.connection());
    assertThat(last.connection()).isSameAs(busy.connection());
    thread.passMillis(LIMIT_MILLIS);
    assertThat(gone.told).isEmpty();
  }

  @Test
  void aConnectionThatOpensForWhoWentAwayServesTheNext() {
    Asking gone = borrow();
    Asking next = borrow();
    gone.callOff.run();
    opens();
    assertThat(next.connection()).isNotNull();
    assertThat(gone.told).isEmpty();
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatDoesNotOpenForWhoWentAwayIsGivenUpAllTheSame() {
    Asking gone = borrow();
    gone.callOff.run();
    thread.passMillis(LIMIT_MILLIS);
    assertThat(cancelled).isEqualTo(1);
    assertThat(pool.counts()).isEqualTo(new PoolCounts(0, 0, 0, 0, 1));
  }

  @Test
  void onceClosedNoConnectionIsKept() {
    Asking first = borrow();
    opens();
    pool.close();
    thread.goOn();
    assertThat(first.connection().isOpen()).isTrue();
    giveBack(first.connection());
    assertThat(first.connection().isOpen()).isFalse();
  }

  @Test
  void closingEndsWhatIsKept() {
    Asking first = borrow();
    opens();
    giveBack(first.connection());
    pool.close();
    thread.goOn();
    assertThat(first.connection().isOpen()).isFalse();
  }

  @Test
  void whoIsServedOrRefusedAsTheLimitPassesHearsNothingMore() {
    Asking busy = borrow();
    opens();
    Asking waiting = borrow();
    thread.execute(() -> giveBack(busy.connection()));
    thread.passMillis(LIMIT_MILLIS);
    assertThat(waiting.connection()).isSameAs(busy.connection());

    pool = pool(1, 2);
    Asking first = borrow();
    thread.execute(this::fails);
    thread.passMillis(LIMIT_MILLIS);
    assertThat(first.told).containsExactly(UpstreamFailure.CONNECT);
  }

  @Test
  void theConnectionThatWasUsedLastIsUsedNext() {
    pool = pool(2, 0);
    Asking first = borrow();
    Asking second = borrow();
    opens();
    opens();
    giveBack(second.connection());
    giveBack(first.connection());
    assertThat(borrow().connection()).isSameAs(first.connection());
    assertThat(borrow().connection()).isSameAs(second.connection());
  }

  @Test
  void allWhoWaitForAnUpstreamThatLostItsAddressAreToldSo() {
    pool = pool(1, MANY);
    List<Asking> borrowers = new ArrayList<>();
    for (int i = 0; i <= MANY; i++) {
      borrowers.add(borrow());
    }
    hasAddress = false;
    fails();
    assertThat(borrowers)
        .allSatisfy(one -> assertThat(one.told).containsExactly(UpstreamFailure.CONNECT));
  }

  @Test
  void whatReplacesADroppedConnectionTakesItsPlaceBeforeThoseWhoWait() {
    Asking first = borrow();
    opens();
    Asking waiting = borrow();
    HttpConnection dropped = first.connection();
    dropped.close();
    thread.goOn();
    Asking again = new Asking();
    again.callOff = pool.replace(dropped, null, again);
    opens();
    assertThat(again.connection()).isNotSameAs(dropped);
    assertThat(waiting.told).isEmpty();
    giveBack(again.connection());
    assertThat(waiting.connection()).isSameAs(again.connection());
    assertThat(pool.counts()).isEqualTo(new PoolCounts(1, 0, 0, 0, 1));
  }

  @Test
  void waitsAndOpeningsAreTold() {
    List<String> told = new ArrayList<>();
    pool.observe(
        new PoolObserver() {
          @Override
          public void waited(long nanos) {
            told.add("waited");
          }

          @Override
          public void opened(long nanos) {
            told.add("opened");
          }
        });
    Asking busy = borrow();
    opens();
    Asking served = borrow();
    Asking gone = borrow();
    assertThat(told).containsExactly("opened");
    gone.callOff.run();
    giveBack(busy.connection());
    assertThat(served.connection()).isNotNull();
    assertThat(told).containsExactly("opened", "waited", "waited");
  }

  private void giveBack(HttpConnection connection) {
    pool.giveBack(connection);
  }

  private ConnectionPool pool(int max, int maxWaiting) {
    return new ConnectionPool(
        (one, buffers, told) -> open(told), max, maxWaiting, Duration.ofMillis(LIMIT_MILLIS));
  }

  private Cancellable open(Opening told) {
    if (hasAddress) {
      opening.add(told);
    } else {
      told.failed();
    }
    return () -> {
      cancelled++;
      return null;
    };
  }

  private Asking borrow() {
    Asking borrower = new Asking();
    borrower.callOff = pool.borrow(thread, null, borrower);
    return borrower;
  }

  private void opens() {
    opening.remove().opened(HandConnection.open(thread));
    thread.goOn();
  }

  private void fails() {
    opening.remove().failed();
    thread.goOn();
  }

  /** What a borrower was told: connections and failures. */
  private static final class Asking implements Borrower {
    private final List<Object> told = new ArrayList<>();
    private Runnable callOff;

    @Override
    public void connected(HttpConnection connection) {
      told.add(connection);
    }

    @Override
    public void refused(UpstreamFailure why) {
      told.add(why);
    }

    HttpConnection connection() {
      assertThat(told).singleElement().isInstanceOf(HttpConnection.class);
      return (HttpConnection) told.get(0);
    }
  }
}
