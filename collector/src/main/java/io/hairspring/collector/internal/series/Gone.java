package io.hairspring.collector.internal.series;

import java.util.UUID;

/** Stands in an array where a series was taken out, so that others need not move up. */
final class Gone extends Labelled {
  static final Labelled MARK = new Gone();

  /** So that no look-up takes it for what it seeks: what it is found by is random and not shown. */
  private Gone() {
    super(new String[] {UUID.randomUUID().toString()});
  }
}
