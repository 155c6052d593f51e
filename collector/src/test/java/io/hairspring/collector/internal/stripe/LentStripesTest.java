package io.hairspring.collector.internal.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LentStripesTest {
  private static final int STACK_BYTES = 256 * 1024;

  private final Stripes stripes = new Stripes(0, 2); // nobody has a stripe of his own

  @Test
  void whatIsLentIsWrittenByNobodyElse() {
    Lease shared = stripes.current();
    List<Lease> lent = borrowAll(stripes);
    assertThat(lent).hasSize(2).doesNotHaveDuplicates().noneMatch(Lease::isShared);
    assertThat(stripes.borrow(shared)).isSameAs(shared);
    stripes.giveBack(lent.get(1));
    assertThat(stripes.borrow(shared)).isSameAs(lent.get(1));
  }

  @Test
  void whoHasAStripeOfHisOwnBorrowsNone() {
    Stripes own = new Stripes(1, 2);
    assertThat(own.borrow(own.current())).isSameAs(own.current());
    assertThat(own.count()).isEqualTo(3);
  }

  @Test
  void nothingIsMadeUntilItIsLent() {
    assertThat(stripes.count()).isEqualTo(2);
    stripes.giveBack(stripes.borrow(stripes.current()));
    stripes.giveBack(stripes.borrow(stripes.current()));
    assertThat(stripes.count()).isEqualTo(3);
  }

  @Test
  void whatWasAddedOnLoanIsCounted() {
    int near = stripes.allocate(1);
    stripes.current().add(near, 1);
    for (Lease lent : borrowAll(stripes)) {
      lent.add(near, 2);
      stripes.giveBack(lent);
    }
    assertThat(stripes.reader().sum(near)).isEqualTo(5);
  }

  @Test
  void aStripeHasPassedOnceItWasGivenBack() {
    Lease lent = stripes.borrow(stripes.current());
    int asked = stripes.askToPass(lent.index());
    assertThat(stripes.hasPassed(lent.index(), asked)).isFalse();
    stripes.giveBack(lent);
    assertThat(stripes.hasPassed(lent.index(), asked)).isTrue();
    assertThat(stripes.borrow(stripes.current())).isSameAs(lent);
  }

  @Test
  void whatCouldNotBeMadeIsAskedForAgain() {
    List<Integer> asked = new ArrayList<>();
    Lease made = stripes.current();
    LentStripes lent =
        new LentStripes(
            1,
            place -> {
              asked.add(place);
              if (asked.size() == 1) {
                throw new OutOfMemoryError("made for a test");
              }
              return made;
            });
    assertThatThrownBy(() -> lent.borrow(0)).isInstanceOf(OutOfMemoryError.class);
    assertThat(lent.borrow(0)).isSameAs(made);
    assertThat(asked).containsExactly(0, 0);
  }

  @Test
  void aStackThatEndsDuringALoanLeavesNothingLent() throws InterruptedException {
    Lease shared = stripes.current();
    int address = stripes.allocate(1);
    addOnLoan(shared, address);
    Thread thread = new Thread(null, () -> descend(shared, address), "short", STACK_BYTES);
    thread.start();
    thread.join();
    assertThat(stripes.reader().sum(address)).isGreaterThan(100);
    assertThat(borrowAll(stripes)).hasSize(2);
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private void descend(Lease shared, int address) {
    try {
      descend(shared, address);
    } catch (StackOverflowError expected) {
      // the end, or what is done on the way back came to it
    }
    addOnLoan(shared, address);
  }

  private void addOnLoan(Lease shared, int address) {
    Lease lease = stripes.borrow(shared);
    try {
      lease.add(address, 1);
    } finally {
      stripes.giveBack(lease);
    }
  }

  private static List<Lease> borrowAll(Stripes stripes) {
    return Stream.generate(() -> stripes.borrow(stripes.current()))
        .takeWhile(lease -> !lease.isShared())
        .toList();
  }
}
