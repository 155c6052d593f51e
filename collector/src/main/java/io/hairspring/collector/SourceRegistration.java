package io.hairspring.collector;

import io.hairspring.collector.naming.Names;
import io.hairspring.collector.pull.MetricsSource;
import io.hairspring.collector.pull.SourceFamily;
import io.hairspring.collector.pull.gather.Declared;
import io.hairspring.collector.pull.gather.Source;
import io.hairspring.collector.pull.gather.SourceSettings;
import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.snapshot.FamilyView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A registered source. Closing it takes what it told out of every answer. Any thread. */
public final class SourceRegistration implements AutoCloseable {
  private final CollectorCore core;
  private final String name;
  private final boolean prefixed;
  private final Source source;
  private final SourceMetrics.Counts counts;
  private final Map<String, Declared> declared = new HashMap<>(); // under the monitor, as the next
  private boolean closed;

  private SourceRegistration(
      CollectorCore core,
      String name,
      boolean prefixed,
      Source source,
      SourceMetrics.Counts counts) {
    this.core = core;
    this.name = name;
    this.prefixed = prefixed;
    this.source = source;
    this.counts = counts;
  }

  static SourceRegistration of(
      CollectorCore core,
      SourceSettings settings,
      MetricsSource asked,
      boolean prefixed,
      List<SourceFamily> families) {
    SourceMetrics metrics = core.sourceMetrics();
    SourceMetrics.Counts counts = metrics.counts(settings.name());
    Source source = new Source(settings, asked, counts, core.config().ticker()::nanoTime);
    SourceRegistration made =
        new SourceRegistration(core, settings.name(), prefixed, source, counts);
    try {
      families.forEach(made::declare);
      if (core.config().enabled()) {
        core.sources().add(source);
        metrics.show(settings.name(), source);
      }
      return made;
    } catch (RuntimeException refused) {
      made.withdraw();
      throw refused;
    }
  }

  /**
   * Lets the source tell a further family from its next answer on, or tell a declared one with
   * other labels or another help.
   *
   * @throws IllegalArgumentException if a name is not allowed, if another metric emits a line of
   *     the same name, or if the family was declared as of another kind
   * @throws IllegalStateException if the registration is closed
   */
  public synchronized void declare(SourceFamily family) {
    Objects.requireNonNull(family, "family");
    if (closed) {
      throw new IllegalStateException("source \"" + name + "\" is closed");
    }
    Declared next = checked(family);
    Declared before = declared.get(family.name());
    if (before == null) {
      core.registry().add(new PulledFamily(next, source));
    } else if (before.view().kind() == family.kind()) {
      core.registry().replace(new PulledFamily(next, source));
    } else {
      throw new IllegalArgumentException(
          "metric \""
              + next.view().name()
              + "\" is of the kind "
              + before.view().kind()
              + "; expected it to stay so, was "
              + family.kind());
    }
    declared.put(family.name(), next);
    source.declare(next);
  }

  private Declared checked(SourceFamily family) {
    String prefix = prefixed ? core.config().prefix() : "";
    String full = core.names().metric(OwnNames.foreign(prefix + family.name()), family.kind());
    SeriesLabels labels =
        new SeriesLabels(
            core.config().labels(), core.labels(full, family.labelNames(), family.kind()));
    return new Declared(
        family.name(),
        new FamilyView(full, Names.help(full, family.help()), family.kind(), labels.allNames()),
        labels);
  }

  /** Asks the source no more, gives its names back and shows nothing of it. May be called again. */
  @Override
  public synchronized void close() {
    if (!closed) {
      withdraw();
      core.sources().remove(source);
      counts.end();
    }
  }

  private synchronized void withdraw() {
    closed = true;
    declared.values().forEach(family -> core.registry().remove(family.view()));
  }
}
