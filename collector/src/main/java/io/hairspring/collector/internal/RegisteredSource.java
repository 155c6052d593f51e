package io.hairspring.collector.internal;

import io.hairspring.collector.internal.instrument.InstrumentContext;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.self.SourceMetrics;
import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.internal.source.Declared;
import io.hairspring.collector.internal.source.PulledFamily;
import io.hairspring.collector.internal.source.Source;
import io.hairspring.collector.internal.source.SourceSettings;
import io.hairspring.collector.internal.source.Sources;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.collector.view.FamilyView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A source that is asked, and shown in families of its own. */
final class RegisteredSource implements SourceRegistration {
  private final InstrumentContext context;
  private final Sources sources;
  private final String name;
  private final boolean prefixed;
  private final Source source;
  private final SourceMetrics.Counts counts;
  private final Map<String, Declared> declared = new HashMap<>(); // under the monitor, as the next
  private boolean closed;

  private RegisteredSource(
      InstrumentContext context,
      Sources sources,
      String name,
      boolean prefixed,
      Source source,
      SourceMetrics.Counts counts) {
    this.context = context;
    this.sources = sources;
    this.name = name;
    this.prefixed = prefixed;
    this.source = source;
    this.counts = counts;
  }

  static SourceRegistration of(
      InstrumentContext context,
      Sources sources,
      SourceMetrics metrics,
      SourceSettings settings,
      MetricsSource asked,
      boolean prefixed,
      List<SourceFamily> families) {
    SourceMetrics.Counts counts = metrics.counts(settings.name());
    Source source = new Source(settings, asked, counts, context.config().ticker()::nanoTime);
    RegisteredSource made =
        new RegisteredSource(context, sources, settings.name(), prefixed, source, counts);
    try {
      families.forEach(made::declare);
      if (context.config().enabled()) {
        sources.add(source);
        metrics.show(settings.name(), source);
      }
      return made;
    } catch (RuntimeException refused) {
      made.withdraw();
      throw refused;
    }
  }

  @Override
  public synchronized void declare(SourceFamily family) {
    Objects.requireNonNull(family, "family");
    if (closed) {
      throw new IllegalStateException("source \"" + name + "\" is closed");
    }
    Declared next = checked(family);
    Declared before = declared.get(family.name());
    if (before == null) {
      context.registry().add(new PulledFamily(next, source));
    } else if (before.view().kind() == family.kind()) {
      context.registry().replace(new PulledFamily(next, source));
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
    String prefix = prefixed ? context.config().prefix() : "";
    String full = context.names().metric(Names.foreign(prefix + family.name()), family.kind());
    SeriesLabels labels =
        new SeriesLabels(
            context.config().labels(), context.labels(full, family.labelNames(), family.kind()));
    return new Declared(
        family.name(),
        new FamilyView(full, Names.help(full, family.help()), family.kind(), labels.allNames()),
        labels);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      withdraw();
      sources.remove(source);
      counts.end();
    }
  }

  private synchronized void withdraw() {
    closed = true;
    declared.values().forEach(family -> context.registry().remove(family.view()));
  }
}
