package io.hairspring.collector.internal.instrument;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What a callback gauge shows. */
interface GaugeValue {
  /** Returns what is asked for it; null once its object is gone. */
  DoubleSupplier supplier();

  /** Returns whether it can never be asked for again. */
  boolean isGone();

  /** Returns a value that is kept for as long as the gauge. */
  static GaugeValue of(DoubleSupplier value) {
    Objects.requireNonNull(value, "value");
    return new GaugeValue() {
      @Override
      public DoubleSupplier supplier() {
        return value;
      }

      @Override
      public boolean isGone() {
        return false;
      }
    };
  }

  /** Returns a value of an object that others keep. */
  static <T> GaugeValue of(T object, ToDoubleFunction<? super T> value) {
    Objects.requireNonNull(value, "value");
    WeakReference<T> reference = new WeakReference<>(Objects.requireNonNull(object, "object"));
    return new GaugeValue() {
      @Override
      public DoubleSupplier supplier() {
        T kept = reference.get();
        return kept == null ? null : () -> value.applyAsDouble(kept);
      }

      @Override
      public boolean isGone() {
        return reference.refersTo(null);
      }
    };
  }
}
