package io.hairspring.collector;

import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Describes a gauge. */
public interface GaugeBuilder extends InstrumentBuilder<Gauge, GaugeBuilder> {
  /**
   * Allows a name that ends in {@code _total}, for a dashboard that already asks for it. By
   * convention such a name is a counter's, so without this call it is refused. Text formats show
   * such a gauge as {@code untyped} ({@code unknown} in OpenMetrics), since tools that check names
   * would refuse it as a gauge; its samples are the same.
   */
  GaugeBuilder unconventionalName();

  /**
   * Makes a gauge, without labels of its own, whose value is asked for by every reader.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @return shows the gauge no more, and gives its name back, when closed
   * @throws IllegalArgumentException if another metric emits a line of the same name, or another
   *     callback shows its value there
   */
  Registration register(DoubleSupplier value);

  /**
   * Makes a gauge of an object, as {@link #register(DoubleSupplier)} does, without keeping the
   * object alive: once nothing else does, the gauge is shown no more and its name given back.
   *
   * @param value answers for the object; must not hold it otherwise, as a lambda that names the
   *     variable does: {@code register(queue, Queue::size)}
   */
  <T> Registration register(T object, ToDoubleFunction<? super T> value);

  /**
   * Makes a family of gauges, told apart by the values of these labels, whose values are asked for
   * by every reader. Series come and go with {@link CallbackGauges#put} and {@link
   * CallbackGauges#remove}.
   *
   * @throws IllegalArgumentException if a label name is not allowed, or if another metric emits a
   *     line of the same name
   */
  CallbackGauges callbacks(String... labelNames);

  /**
   * Makes a family of gauges, told apart by the values of these labels, that show the share which
   * some counts are of others, computed by every reader.
   *
   * @param scale what a share is multiplied by: 1 for 0 to 1, 100 for percent
   * @throws IllegalArgumentException if the scale is not finite and above 0, if a label name is not
   *     allowed, or if another metric emits a line of the same name
   */
  RatioGauges ratios(double scale, String... labelNames);
}
