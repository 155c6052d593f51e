package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.proxy.ThreadConnections.Opening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An upstream that may have one connection, for which two may wait; some have more. */
class ThreadConnectionsTest {
  private static final long LIMIT_MILLIS = 50;
  private static final int MANY = 20_000; // as calls inside each other, too many for a stack

  private final HandThread thread = new HandThread();
  private final Deque<Opening> opening = new ArrayDeque<>();
  private boolean hasAddress = true;
  private ConnectionLimit limit;
  private ThreadConnections connections = connections(1, 2);

  @Test
  void asManyWaitAsMayAndAreServedInTheirOrder() {
    Borrower busy = borrow();
    opens();
    Borrower first = borrow();
    Borrower second = borrow();
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
    Borrower busy = borrow();
    opens();
    Borrower first = borrow();
    Borrower second = borrow();
    thread.passMillis(LIMIT_MILLIS - 1);
    assertThat(second.told).isEmpty();
    thread.passMillis(1);
    assertThat(first.told).containsExactly(UpstreamFailure.NO_CAPACITY);
    assertThat(second.told).containsExactly(UpstreamFailure.NO_CAPACITY);
    Borrower third = borrow();
    Borrower fourth = borrow();
    giveBack(busy.connection());
    assertThat(third.connection()).isSameAs(busy.connection());
    assertThat(fourth.told).isEmpty();
  }

  @Test
  void whileAConnectionDoesNotOpenNobodyWaitsBehindIt() {
    Borrower first = borrow();
    thread.passMillis(LIMIT_MILLIS);
    assertThat(first.told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    assertThat(borrow().told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
  }

  @Test
  void aConnectionThatOpensLateServesTheNextAndThoseAfterThatWaitAgain() {
    Borrower late = borrow();
    thread.passMillis(LIMIT_MILLIS);
    opens();
    assertThat(late.told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    assertThat(borrow().connection()).isNotNull();
    assertThat(borrow().told).isEmpty();
  }

  @Test
  void aConnectionThatFailsLateMakesRoomAndThoseAfterThatWaitAgain() {
    Borrower late = borrow();
    thread.passMillis(LIMIT_MILLIS);
    fails();
    assertThat(late.told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    Borrower next = borrow();
    opens();
    assertThat(next.connection()).isNotNull();
    assertThat(borrow().told).isEmpty();
  }

  @Test
  void aConnectionThatFailsMakesRoomForWhoWaits() {
    Borrower first = borrow();
    Borrower waiting = borrow();
    fails();
    assertThat(first.told).containsExactly(UpstreamFailure.CONNECT);
    opens();
    assertThat(waiting.connection()).isNotNull();
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatEndsMakesRoomForWhoWaits() {
    Borrower first = borrow();
    opens();
    Borrower waiting = borrow();
    first.connection().client().close();
    giveBack(first.connection());
    thread.goOn();
    assertThat(waiting.told).isEmpty();
    opens();
    assertThat(waiting.connection().client().isOpen()).isTrue();
    assertThat(waiting.connection().reused()).isFalse();
  }

  @Test
  void whatEndedWhileItWasKeptIsNotHandedOut() {
    Borrower first = borrow();
    opens();
    giveBack(first.connection());
    first.connection().client().close();
    Borrower next = borrow(); // before the thread hears of the end
    thread.goOn();
    opens();
    assertThat(next.connection()).isNotSameAs(first.connection());
  }

  @Test
  void aKeptConnectionIsKnownToHaveBeenUsed() {
    Borrower first = borrow();
    opens();
    assertThat(first.connection().reused()).isFalse();
    giveBack(first.connection());
    assertThat(borrow().connection().reused()).isTrue();
  }

  @Test
  void whoWentAwayIsNotServedAndLeavesItsPlaceToAnother() {
    Borrower busy = borrow();
    opens();
    Borrower gone = borrow();
    Borrower next = borrow();
    gone.pending.callOff();
    Borrower last = borrow();
    giveBack(busy.connection());
    assertThat(next.connection()).isSameAs(busy.connection());
    giveBack(next.connection());
    assertThat(last.connection()).isSameAs(busy.connection());
    thread.passMillis(LIMIT_MILLIS);
    assertThat(gone.told).isEmpty();
  }

  @Test
  void aConnectionThatOpensForWhoWentAwayServesTheNext() {
    Borrower gone = borrow();
    Borrower next = borrow();
    gone.pending.callOff();
    opens();
    assertThat(next.connection()).isNotNull();
    assertThat(gone.told).isEmpty();
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatDoesNotOpenForWhoWentAwayCountsAsLateAllTheSame() {
    Borrower gone = borrow();
    gone.pending.callOff();
    thread.passMillis(LIMIT_MILLIS);
    assertThat(borrow().told).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    fails();
    Borrower next = borrow();
    opens();
    assertThat(next.connection()).isNotNull();
  }

  @Test
  void onceClosedNoConnectionIsKept() {
    Borrower first = borrow();
    opens();
    connections.closeSoon();
    thread.goOn();
    assertThat(first.connection().client().isOpen()).isTrue();
    giveBack(first.connection());
    assertThat(first.connection().client().isOpen()).isFalse();
  }

  @Test
  void closingEndsWhatIsKept() {
    Borrower first = borrow();
    opens();
    giveBack(first.connection());
    connections.closeSoon();
    thread.goOn();
    assertThat(first.connection().client().isOpen()).isFalse();
  }

  @Test
  void whoIsServedOrRefusedAsTheLimitPassesHearsNothingMore() {
    Borrower busy = borrow();
    opens();
    Borrower waiting = borrow();
    thread.execute(() -> giveBack(busy.connection()));
    thread.passMillis(LIMIT_MILLIS);
    assertThat(waiting.connection()).isSameAs(busy.connection());

    connections = connections(1, 2);
    Borrower first = borrow();
    thread.execute(this::fails);
    thread.passMillis(LIMIT_MILLIS);
    assertThat(first.told).containsExactly(UpstreamFailure.CONNECT);
  }

  @Test
  void theConnectionThatWasUsedLastIsUsedNext() {
    connections = connections(2, 0);
    Borrower first = borrow();
    Borrower second = borrow();
    opens();
    opens();
    giveBack(second.connection());
    giveBack(first.connection());
    assertThat(borrow().connection()).isSameAs(first.connection());
    assertThat(borrow().connection()).isSameAs(second.connection());
  }

  @Test
  void allWhoWaitForAnUpstreamThatLostItsAddressAreToldSo() {
    connections = connections(1, MANY);
    List<Borrower> borrowers = new ArrayList<>();
    for (int i = 0; i <= MANY; i++) {
      borrowers.add(borrow());
    }
    hasAddress = false;
    fails();
    assertThat(borrowers)
        .allSatisfy(one -> assertThat(one.told).containsExactly(UpstreamFailure.CONNECT));
  }

  @Test
  void whatReplacesADroppedConnectionIsFreshAndTakesItsPlaceBeforeThoseWhoWait() {
    connections = connections(2, 1);
    Borrower first = borrow();
    Borrower kept = borrow();
    opens();
    opens();
    giveBack(kept.connection());
    Borrower again = replace(first);
    Borrower other = borrow();
    Borrower waiting = borrow();
    assertThat(other.connection()).isSameAs(kept.connection());
    assertThat(opening).hasSize(1);
    opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(waiting.told).isEmpty();
    assertThat(opening).isEmpty(); // the place has been freed once
  }

  @Test
  void ifItsPlaceIsTakenAKeptConnectionMakesRoom() {
    Borrower first = borrow();
    opens();
    Borrower second = borrow();
    endsAndIsSucceeded(first);
    giveBack(second.connection());
    Borrower again = replace(first);
    assertThat(second.connection().client().isOpen()).isFalse();
    opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(opening).isEmpty();
  }

  @Test
  void ifItsPlaceIsTakenByABusyConnectionItWaitsAndTakesNoUsedOne() {
    Borrower first = borrow();
    opens();
    Borrower second = borrow();
    endsAndIsSucceeded(first);
    Borrower again = replace(first);
    giveBack(second.connection());
    assertThat(again.told).isEmpty();
    thread.goOn();
    opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(thread.timers()).isZero();
  }

  private void giveBack(PooledConnection connection) {
    limit.leave();
    connections.giveBack(connection);
  }

  private Borrower replace(Borrower dropped) {
    Borrower borrower = new Borrower();
    connections.replace(dropped.connection(), null, borrower);
    return borrower;
  }

  private void endsAndIsSucceeded(Borrower first) {
    first.connection().client().close();
    thread.goOn();
    opens();
  }

  private ThreadConnections connections(int maxOpen, int maxWaiting) {
    limit = new ConnectionLimit(maxOpen, maxWaiting);
    ThreadConnections made =
        new ThreadConnections(
            thread,
            (callback, buffers) -> connect(callback),
            limit,
            ConnectionObserver.none(),
            LIMIT_MILLIS);
    limit.add(made);
    return made;
  }

  private void connect(Opening callback) {
    if (!hasAddress) {
      throw new IllegalArgumentException("no address");
    }
    opening.add(callback);
  }

  private Borrower borrow() {
    Borrower borrower = new Borrower();
    if (limit.enter()) {
      borrower.pending = connections.borrow(null, borrower);
    } else {
      borrower.refused(UpstreamFailure.NO_CAPACITY);
    }
    return borrower;
  }

  private void opens() {
    opening.remove().opened(HandConnection.open(() -> {}));
    thread.goOn();
  }

  private void fails() {
    opening.remove().failed();
    thread.goOn();
  }

  /** What a borrower was told: connections and failures. */
  private static final class Borrower implements ConnectionPool.Borrower {
    private final List<Object> told = new ArrayList<>();
    private PendingConnection pending;

    @Override
    public void connected(PooledConnection connection) {
      told.add(connection);
    }

    @Override
    public void refused(UpstreamFailure failure) {
      told.add(failure);
    }

    PooledConnection connection() {
      assertThat(told).singleElement().isInstanceOf(PooledConnection.class);
      return (PooledConnection) told.get(0);
    }
  }
}
