package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An upstream that may have one connection, for which two may wait; some have more. */
class ThreadConnectionsTest {
  private static final long LIMIT_MILLIS = 50;
  private static final int MANY = 20_000; // as calls inside each other, too many for a stack

  private final HandThread thread = new HandThread();
  private final HandUpstream upstream = new HandUpstream(thread);
  private ThreadConnections connections = connections(1, 2);

  private ThreadConnections connections(int maxOpen, int maxWaiting) {
    return new ThreadConnections(thread, upstream, maxOpen, maxWaiting, LIMIT_MILLIS);
  }

  @Test
  void asManyWaitAsMayAndAreServedInTheirOrder() {
    ToldBorrower busy = borrow();
    upstream.opens();
    ToldBorrower first = borrow();
    ToldBorrower second = borrow();
    assertThat(borrow().told()).containsExactly(UpstreamFailure.NO_CAPACITY);
    connections.giveBack(busy.connection());
    assertThat(first.connection()).isSameAs(busy.connection());
    assertThat(second.told()).isEmpty();
    connections.giveBack(first.connection());
    assertThat(second.connection()).isSameAs(busy.connection());
    assertThat(thread.timers()).isZero();
  }

  @Test
  void whoWaitedForTooLongIsNotServedAndLeavesItsPlaceToAnother() {
    ToldBorrower busy = borrow();
    upstream.opens();
    ToldBorrower first = borrow();
    ToldBorrower second = borrow();
    thread.passMillis(LIMIT_MILLIS - 1);
    assertThat(second.told()).isEmpty();
    thread.passMillis(1);
    assertThat(first.told()).containsExactly(UpstreamFailure.NO_CAPACITY);
    assertThat(second.told()).containsExactly(UpstreamFailure.NO_CAPACITY);
    ToldBorrower third = borrow();
    ToldBorrower fourth = borrow();
    connections.giveBack(busy.connection());
    assertThat(third.connection()).isSameAs(busy.connection());
    assertThat(fourth.told()).isEmpty();
  }

  @Test
  void whileAConnectionDoesNotOpenNobodyWaitsBehindIt() {
    ToldBorrower first = borrow();
    thread.passMillis(LIMIT_MILLIS);
    assertThat(first.told()).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    assertThat(borrow().told()).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
  }

  @Test
  void aConnectionThatOpensLateServesTheNextAndThoseAfterThatWaitAgain() {
    ToldBorrower late = borrow();
    thread.passMillis(LIMIT_MILLIS);
    upstream.opens();
    assertThat(late.told()).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    assertThat(borrow().connection()).isNotNull();
    assertThat(borrow().told()).isEmpty();
  }

  @Test
  void aConnectionThatFailsLateMakesRoomAndThoseAfterThatWaitAgain() {
    ToldBorrower late = borrow();
    thread.passMillis(LIMIT_MILLIS);
    upstream.fails();
    assertThat(late.told()).containsExactly(UpstreamFailure.CONNECT_TIMEOUT);
    ToldBorrower next = borrow();
    upstream.opens();
    assertThat(next.connection()).isNotNull();
    assertThat(borrow().told()).isEmpty();
  }

  @Test
  void aConnectionThatFailsMakesRoomForWhoWaits() {
    ToldBorrower first = borrow();
    ToldBorrower waiting = borrow();
    upstream.fails();
    assertThat(first.told()).containsExactly(UpstreamFailure.CONNECT);
    upstream.opens();
    assertThat(waiting.connection()).isNotNull();
    assertThat(thread.timers()).isZero();
  }

  @Test
  void aConnectionThatEndsMakesRoomForWhoWaits() throws IOException {
    ToldBorrower first = borrow();
    upstream.opens();
    ToldBorrower waiting = borrow();
    first.connection().client().close();
    connections.giveBack(first.connection());
    thread.goOn();
    assertThat(waiting.told()).isEmpty();
    upstream.opens();
    assertThat(waiting.connection().client().isOpen()).isTrue();
    assertThat(waiting.connection().reused()).isFalse();
  }

  @Test
  void whatEndedWhileItWasKeptIsNotHandedOut() throws IOException {
    ToldBorrower first = borrow();
    upstream.opens();
    connections.giveBack(first.connection());
    first.connection().client().close();
    ToldBorrower next = borrow(); // before the thread hears of the end
    thread.goOn();
    upstream.opens();
    assertThat(next.connection()).isNotSameAs(first.connection());
  }

  @Test
  void aKeptConnectionIsKnownToHaveBeenUsed() {
    ToldBorrower first = borrow();
    upstream.opens();
    assertThat(first.connection().reused()).isFalse();
    connections.giveBack(first.connection());
    assertThat(borrow().connection().reused()).isTrue();
  }

  @Test
  void onceClosedNoConnectionIsKept() {
    ToldBorrower first = borrow();
    upstream.opens();
    connections.closeSoon();
    thread.goOn();
    assertThat(first.connection().client().isOpen()).isTrue();
    connections.giveBack(first.connection());
    assertThat(first.connection().client().isOpen()).isFalse();
  }

  @Test
  void closingEndsWhatIsKept() {
    ToldBorrower first = borrow();
    upstream.opens();
    connections.giveBack(first.connection());
    connections.closeSoon();
    thread.goOn();
    assertThat(first.connection().client().isOpen()).isFalse();
  }

  @Test
  void whoIsServedOrRefusedAsTheLimitPassesHearsNothingMore() {
    ToldBorrower busy = borrow();
    upstream.opens();
    ToldBorrower waiting = borrow();
    thread.execute(() -> connections.giveBack(busy.connection()));
    thread.passMillis(LIMIT_MILLIS);
    assertThat(waiting.connection()).isSameAs(busy.connection());

    connections = connections(1, 2);
    ToldBorrower first = borrow();
    thread.execute(upstream::fails);
    thread.passMillis(LIMIT_MILLIS);
    assertThat(first.told()).containsExactly(UpstreamFailure.CONNECT);
  }

  @Test
  void theConnectionThatWasUsedLastIsUsedNext() {
    connections = connections(2, 0);
    ToldBorrower first = borrow();
    ToldBorrower second = borrow();
    upstream.opens();
    upstream.opens();
    connections.giveBack(second.connection());
    connections.giveBack(first.connection());
    assertThat(borrow().connection()).isSameAs(first.connection());
    assertThat(borrow().connection()).isSameAs(second.connection());
  }

  @Test
  void allWhoWaitForAnUpstreamThatLostItsAddressAreToldSo() {
    connections = connections(1, MANY);
    List<ToldBorrower> borrowers = new ArrayList<>();
    for (int i = 0; i <= MANY; i++) {
      borrowers.add(borrow());
    }
    upstream.losesItsAddress();
    upstream.fails();
    assertThat(borrowers)
        .allSatisfy(one -> assertThat(one.told()).containsExactly(UpstreamFailure.CONNECT));
  }

  @Test
  void whatReplacesADroppedConnectionIsFreshAndTakesItsPlaceBeforeThoseWhoWait() {
    connections = connections(2, 1);
    ToldBorrower first = borrow();
    ToldBorrower kept = borrow();
    upstream.opens();
    upstream.opens();
    connections.giveBack(kept.connection());
    ToldBorrower again = replace(first);
    ToldBorrower other = borrow();
    ToldBorrower waiting = borrow();
    assertThat(other.connection()).isSameAs(kept.connection());
    assertThat(upstream.opening()).isEqualTo(1);
    upstream.opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(waiting.told()).isEmpty();
    assertThat(upstream.opening()).isZero(); // the place has been freed once
  }

  @Test
  void ifItsPlaceIsTakenAKeptConnectionMakesRoom() throws IOException {
    ToldBorrower first = borrow();
    upstream.opens();
    ToldBorrower second = borrow();
    endsAndIsSucceeded(first);
    connections.giveBack(second.connection());
    ToldBorrower again = replace(first);
    assertThat(second.connection().client().isOpen()).isFalse();
    upstream.opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(upstream.opening()).isZero();
  }

  @Test
  void ifItsPlaceIsTakenByABusyConnectionItWaitsAndTakesNoUsedOne() throws IOException {
    ToldBorrower first = borrow();
    upstream.opens();
    ToldBorrower second = borrow();
    endsAndIsSucceeded(first);
    ToldBorrower again = replace(first);
    connections.giveBack(second.connection());
    assertThat(again.told()).isEmpty();
    thread.goOn();
    upstream.opens();
    assertThat(again.connection().reused()).isFalse();
    assertThat(thread.timers()).isZero();
  }

  private ToldBorrower replace(ToldBorrower dropped) {
    ToldBorrower borrower = new ToldBorrower();
    connections.replace(dropped.connection(), null, borrower);
    return borrower;
  }

  private void endsAndIsSucceeded(ToldBorrower first) throws IOException {
    first.connection().client().close();
    thread.goOn();
    upstream.opens();
  }

  private ToldBorrower borrow() {
    ToldBorrower borrower = new ToldBorrower();
    connections.borrow(null, borrower);
    return borrower;
  }
}
