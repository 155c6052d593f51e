package io.hairspring.collector.internal.latency.read;

import io.hairspring.collector.view.WindowView;

/** The window of a recorder that does nothing. */
public final class EmptyWindow implements WindowView {
  public static final WindowView INSTANCE = new EmptyWindow();

  private EmptyWindow() {}

  @Override
  public double windowSeconds() {
    return 0;
  }

  @Override
  public double coveredSeconds() {
    return 0;
  }

  @Override
  public long count() {
    return 0;
  }

  @Override
  public long sumNanos() {
    return 0;
  }

  @Override
  public double ratePerSecond() {
    return Double.NaN;
  }

  @Override
  public double minNanos() {
    return Double.NaN;
  }

  @Override
  public double maxNanos() {
    return Double.NaN;
  }

  @Override
  public double meanNanos() {
    return Double.NaN;
  }

  @Override
  public double quantileNanos(double quantile) {
    return Double.NaN;
  }
}
