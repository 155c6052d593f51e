package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.StateSet;
import io.hairspring.collector.internal.series.Series;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.series.SeriesReader;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.StateSetView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A state set of one bit per state. */
final class BitStateSet<S> extends Series implements StateSet<S> {
  private static final VarHandle BITS;

  static {
    try {
      BITS = MethodHandles.lookup().findVarHandle(BitStateSet.class, "bits", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final States<S> states;
  private final Losses losses;

  // Which states are on. Opaque, or atomic where one bit changes: publishes nothing else, and two
  // threads that change different states must not undo each other.
  @SuppressWarnings("UnusedVariable") // reached by BITS alone
  private long bits;

  BitStateSet(SeriesLabels labels, String[] values, States<S> states, Losses losses) {
    super(labels, values);
    this.states = states;
    this.losses = losses;
  }

  @Override
  protected String valueText() {
    return states.all().stream().filter(this::isOn).toList().toString();
  }

  @Override
  public void become(S state) {
    long bit = known(state);
    if (bit != 0) {
      BITS.setOpaque(this, bit);
    }
  }

  @Override
  public void set(S state, boolean on) {
    long bit = known(state);
    if (on) {
      BITS.getAndBitwiseOr(this, bit);
    } else {
      BITS.getAndBitwiseAnd(this, ~bit);
    }
  }

  @Override
  public boolean isOn(S state) {
    return ((long) BITS.getOpaque(this) & states.bit(state)) != 0;
  }

  private long known(S state) {
    long bit = states.bit(state);
    if (bit == 0) {
      losses.unknownState();
    }
    return bit;
  }

  /** Shows state sets, which have no epochs. All states of a series are of one instant. */
  static final class Reader<S> implements SeriesReader<BitStateSet<S>>, StateSetView {
    private final States<S> states;
    private long bits;

    Reader(States<S> states) {
      this.states = states;
    }

    @Override
    public void show(BitStateSet<S> set, MetricsVisitor visitor, boolean closeEpoch) {
      bits = (long) BITS.getOpaque(set);
      visitor.stateSet(set, this);
    }

    @Override
    public int states() {
      return states.count();
    }

    @Override
    public String state(int i) {
      return states.name(i);
    }

    @Override
    public boolean isOn(int i) {
      return (bits >>> i & 1) != 0;
    }
  }
}
