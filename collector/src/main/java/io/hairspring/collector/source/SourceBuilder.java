package io.hairspring.collector.source;

import java.time.Duration;

/** Describes when a source is asked and what it may tell. Not thread-safe. */
public interface SourceBuilder {
  /** Lets the source tell these families. */
  SourceBuilder families(SourceFamily... families);

  /** Leaves names as they are declared: those that dashboards know already. */
  SourceBuilder withoutPrefix();

  /**
   * Sets how long a collection waits for the source; 1 s unless told otherwise. A source that is
   * asked at intervals is not waited for, but counted if it takes longer.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 365 days
   */
  SourceBuilder timeLimit(Duration limit);

  /**
   * Has the source asked at intervals, beside the collections, which then show what it told last;
   * for figures that take long or cost much. Only until its first answer is there do collections
   * wait for it.
   *
   * @param interval 1 ms to 365 days
   * @throws IllegalArgumentException if it is shorter or longer
   */
  SourceBuilder every(Duration interval);

  /**
   * Sets how old an answer may be and still be shown, where no newer one came; 5 min unless told
   * otherwise, or three intervals if they are longer.
   *
   * @throws IllegalArgumentException if it is not positive, or longer than 365 days
   */
  SourceBuilder maxAge(Duration maxAge);

  /**
   * Sets how many series each family may have; further ones are refused and counted. As the
   * collector's configuration says unless told otherwise.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  SourceBuilder maxSeries(int maxSeries);

  /**
   * Registers the source; it is asked from now on.
   *
   * @throws IllegalArgumentException if a source of this name exists, if there are 64 already, if a
   *     name is not allowed, or if another metric emits a line of the same name; nothing is
   *     registered then
   */
  SourceRegistration register();
}
