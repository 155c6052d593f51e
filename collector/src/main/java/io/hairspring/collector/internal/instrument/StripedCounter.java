package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.exemplar.KeptExemplar;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.stripe.ExactSum;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.collector.view.ExemplarView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.math.BigInteger;

/** A counter of one cell per stripe, and of some more once a fraction is added. */
public final class StripedCounter extends Series implements Counter, Series.Recorded {
  private static final VarHandle KEPT =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "kept",
          VarHandle.class,
          StripedCounter.class,
          KeptExemplar.class);

  private static final VarHandle FRACTIONS =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(),
          "fractions",
          VarHandle.class,
          StripedCounter.class,
          ExactAdditions.class);

  private final InstrumentContext context;
  private final Lease[] places; // those of the stripes, one load nearer
  private final int address;

  // Replaced by compare-and-set: of two that would replace the same one, either will do. Immutable,
  // so an opaque read finds it whole. Emptied by whoever closes an epoch.
  @SuppressWarnings("UnusedVariable") // reached by KEPT alone
  private KeptExemplar kept;

  // What is no whole number; null before there is any. Set once, by compare-and-exchange; read with
  // acquire, since its fields must be seen with it. Its cells are this counter's for as long as
  // that is reachable.
  @SuppressWarnings("UnusedVariable") // reached by FRACTIONS alone
  private ExactAdditions fractions;

  long baseline; // what closed epochs showed; under the registry's reading lock
  Closed closed = Closed.NOTHING; // what it cannot say of them; as above

  StripedCounter(SeriesLabels labels, String[] values, InstrumentContext context) {
    super(labels, values);
    this.context = context;
    places = stripes().places();
    address = stripes().allocate(1);
  }

  @Override
  protected String valueText() {
    return fractionsOrNull() == null ? Long.toString(total()) : Double.toString(fractionalTotal());
  }

  @Override
  public void inc() {
    try {
      lease().add(address, 1);
    } finally {
      // Until here the cell is this counter's own, also where nobody else holds the counter.
      Reference.reachabilityFence(this);
    }
  }

  /** Returns the lease with which the calling thread is to write now. */
  private Lease lease() {
    Thread thread = Thread.currentThread();
    Lease own = Stripes.ownOrNull(places, thread);
    return own != null ? own : context.stripes().elsewhere(thread);
  }

  @Override
  public void add(long n) {
    if (n < 0) {
      losses().negative();
      return;
    }
    try {
      lease().add(address, n);
    } finally {
      Reference.reachabilityFence(this); // as above
    }
  }

  @Override
  public void add(double n) {
    if (!Double.isFinite(n)) {
      losses().notFinite(n);
    } else if (n < 0) {
      losses().negative();
    } else {
      long whole = (long) n;
      if ((double) whole == n && whole < Long.MAX_VALUE) { // which passes for what is beyond
        add(whole);
      } else {
        addFraction(n);
      }
    }
  }

  private void addFraction(double n) {
    try {
      writableFractions().addFraction(stripes().current(), n);
    } finally {
      Reference.reachabilityFence(this); // as above
    }
  }

  private ExactAdditions writableFractions() {
    ExactAdditions known = fractionsOrNull();
    if (known != null) {
      return known;
    }
    ExactAdditions made = new ExactAdditions(stripes(), losses());
    ExactAdditions other = (ExactAdditions) FRACTIONS.compareAndExchange(this, null, made);
    made.retire(other == null ? this : new Object()); // another writer was first
    return other == null ? made : other;
  }

  /** Returns what is no whole number; null before there is any. */
  ExactAdditions fractionsOrNull() {
    return (ExactAdditions) FRACTIONS.getAcquire(this);
  }

  @Override
  public void add(double n, Exemplar exemplar) {
    add(n);
    if (n > 0 && Double.isFinite(n)) {
      offer(n, exemplar);
    }
  }

  @Override
  public void inc(Exemplar exemplar) {
    add(1, exemplar);
  }

  @Override
  public void add(long n, Exemplar exemplar) {
    add(n);
    if (n > 0) {
      offer((double) n, exemplar);
    }
  }

  /** Offers an exemplar of an addition that was recorded; null for none. */
  void offer(double n, Exemplar exemplar) {
    KeptExemplar last = (KeptExemplar) KEPT.getOpaque(this);
    KeptExemplar next = context.exemplars().successor(last, n, exemplar);
    if (next != null) {
      KEPT.compareAndSet(this, last, next);
    }
  }

  @Override
  public ExemplarView exemplar() {
    return (KeptExemplar) KEPT.getOpaque(this);
  }

  @Override
  protected void forgetExemplars() {
    KEPT.setOpaque(this, null);
  }

  @Override
  public long total() {
    long wholes = wholes();
    double fractions = fractions();
    if (fractions == 0) {
      return wholes;
    }
    long total = wholes + (long) fractions;
    return total < 0 ? Long.MAX_VALUE : total;
  }

  @Override
  public double fractionalTotal() {
    ExactSum sum = new ExactSum();
    readFractions(sum);
    long wholes = wholes();
    if (wholes < Long.MAX_VALUE) {
      sum.add(wholes);
      return sum.value();
    }
    return sum.value() + exactTotal().doubleValue();
  }

  /** Returns what was added but for whole numbers. */
  double fractions() {
    if (fractionsOrNull() == null) {
      return 0;
    }
    ExactSum sum = new ExactSum();
    readFractions(sum);
    return sum.value();
  }

  /** Reads what was added but for whole numbers. */
  void readFractions(ExactSum sum) {
    sum.clear();
    ExactAdditions fractions = fractionsOrNull();
    if (fractions != null) {
      try {
        fractions.read(sum, true);
      } finally {
        Reference.reachabilityFence(this);
      }
    }
  }

  /** Returns the whole numbers added so far, at most 2^63-1. */
  long wholes() {
    try {
      return stripes().reader().sum(address);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** As {@link #wholes}, at some time since a collection began. Under the reading lock. */
  long wholes(long collection) {
    try {
      return stripes().reader().sum(address, collection);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Returns the whole numbers added so far, also if they are more than {@link #wholes} can say. */
  BigInteger exactTotal() {
    try {
      return stripes().reader().exactSum(address);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  Stripes stripes() {
    return context.stripes();
  }

  private Losses losses() {
    return context.losses();
  }

  /** Returns the address of its cell, which is its own for as long as it is reachable. */
  int address() {
    return address;
  }

  /** Adds one with the lease that the caller holds now. */
  public void inc(Lease lease) {
    lease.add(address, 1);
  }

  @Override
  public long activity() {
    long wholes = wholes();
    ExactAdditions fractions = fractionsOrNull();
    return (wholes < Long.MAX_VALUE ? wholes : exactTotal().longValue())
        + (fractions == null ? 0 : fractions.fractions());
  }

  @Override
  public long bytes() {
    ExactAdditions fractions = fractionsOrNull();
    return stripes().reader().bytes(address, 1) + (fractions == null ? 0 : fractions.bytes());
  }

  @Override
  protected void removed() {
    stripes().retire(this, address, 1);
  }

  /**
   * What closed epochs showed besides.
   *
   * @param wholes in place of the baseline, once they may be more; else null
   * @param fractions null where there were none
   */
  record Closed(BigInteger wholes, ExactSum fractions) {
    private static final Closed NOTHING = new Closed(null, null);
  }
}
