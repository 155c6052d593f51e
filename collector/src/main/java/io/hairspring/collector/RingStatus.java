package io.hairspring.collector;

import java.util.List;

/**
 * How an open ring does.
 *
 * @param name its name, unique among the open rings of a collector
 * @param moving whether its consumer lives and moves
 * @param failures the last 16 ways in which applying events failed, the latest last
 */
public record RingStatus(String name, boolean moving, List<EventFailure> failures) {
  /** Copies. */
  public RingStatus {
    failures = List.copyOf(failures);
  }
}
