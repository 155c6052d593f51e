package io.hairspring.collector.internal.series;

import java.util.UUID;

/** Stands in an array where a series was taken out, so that others need not move up. */
final class Tombstone extends SeriesKey {
  static final SeriesKey MARK = new Tombstone();

  /** So that no look-up takes it for what it seeks: what it is found by is random and not shown. */
  private Tombstone() {
    super(new String[] {UUID.randomUUID().toString()});
  }
}
