package io.hairspring.catalog;

import io.hairspring.collector.MetricsCollector;

/** What every group has: its instruments, and a way to give them back. */
abstract class InstrumentGroup implements AutoCloseable {
  final GroupInstruments group;

  /**
   * Begins to declare the metrics of a group.
   *
   * @param name of the group, for messages
   * @param prefix of its metrics, unless the settings have another
   */
  InstrumentGroup(MetricsCollector metrics, String name, String prefix, GroupSettings settings) {
    group = new GroupInstruments(metrics, name, prefix, settings);
  }

  /**
   * Shows the metrics of this group no more and gives their names back, but for those that another
   * group or instrument of the same definition shares. Whoever still records goes on where nobody
   * looks. May be called again.
   */
  @Override
  public void close() {
    group.close();
  }
}
