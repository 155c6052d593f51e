package io.hairspring.undertow.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/**
 * Who gives way to newcomers. Looks at all connections for some dozens of newcomers at once:
 * whoever turns quiet after the look was quiet for less long than all that it found.
 */
final class IdlestConnections {
  private static final int FOUND = 64;

  private final Collection<OpenConnection> open;
  private final Queue<Quiet> found = new ArrayDeque<>(FOUND); // under the monitor

  /** A connection, and since when it is quiet. */
  private record Quiet(OpenConnection connection, long since) {}

  /** Creates one that looks at these, which others may add to and take from meanwhile. */
  IdlestConnections(Collection<OpenConnection> open) {
    this.open = open;
  }

  /** Lets the connection that is quiet for longest give up its place; null if none is quiet. */
  synchronized OpenConnection giveWay() {
    do {
      for (Quiet next = found.poll(); next != null; next = found.poll()) {
        if (next.connection().place().giveUp(next.since())) {
          return next.connection();
        }
      }
    } while (look());
    return null;
  }

  private boolean look() {
    List<Quiet> quiet = new ArrayList<>();
    for (OpenConnection connection : open) {
      long since = connection.place().quietSince();
      if (since > 0) {
        quiet.add(new Quiet(connection, since));
      }
    }
    quiet.sort(Comparator.comparingLong(Quiet::since));
    found.addAll(quiet.subList(0, Math.min(FOUND, quiet.size())));
    return !quiet.isEmpty();
  }
}
