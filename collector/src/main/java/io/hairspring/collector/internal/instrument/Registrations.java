package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Family;
import io.hairspring.collector.Registration;
import io.hairspring.collector.internal.clock.WindowClock;
import io.hairspring.collector.internal.latency.WindowKeeper;
import io.hairspring.collector.internal.registry.NameTaken;
import io.hairspring.collector.internal.registry.Registry;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.internal.series.SeriesTable;
import io.hairspring.collector.view.FamilyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The metrics that were made, each once: by whom, what of, and how many share it. Any thread. Under
 * its monitor nobody waits for a collection, so a callback that is asked by one may register.
 */
public final class Registrations {
  private final Registry registry;
  private final WindowClock clock;
  private final Map<String, Made> byName = new HashMap<>(); // under the monitor

  public Registrations(Registry registry, WindowClock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Returns the family that was made of the same definition, or makes it.
   *
   * @throws IllegalArgumentException if a metric of this name was defined otherwise, or another
   *     emits a line of the same name
   */
  @SuppressWarnings("unchecked") // equal definitions have the same instruments
  synchronized <I> Registered<I> getOrMake(Definition given, Supplier<SeriesFamily<I>> make) {
    Made known = byName.get(given.name());
    if (known == null) {
      return made(given, make);
    }
    SeriesFamily<?> family =
        given.isLabelSetOf(known.definition) ? known.family.known(given.labelNames()) : null;
    if (family == null) {
      throw known.refused(given);
    }
    known.holders++;
    return new Registered<>((SeriesFamily<I>) family, new Held(known, () -> giveBack(known)));
  }

  /** Makes a family of what cannot be shared. Fails as {@link #getOrMake}, or if there is one. */
  synchronized <I> Registered<I> makeAlone(Definition given, Supplier<SeriesFamily<I>> make) {
    Made known = byName.get(given.name());
    if (known != null) {
      throw known.refused(given);
    }
    return made(given, make);
  }

  private <I> Registered<I> made(Definition given, Supplier<SeriesFamily<I>> make) {
    try {
      SeriesFamily<I> family = make.get();
      Made made = new Made(given, family, Caller.place());
      byName.put(given.name(), made);
      return new Registered<>(family, new Held(made, () -> giveBack(made)));
    } catch (NameTaken taken) {
      Made owner = byName.get(taken.owner());
      throw owner == null
          ? taken
          : new IllegalArgumentException(taken.getMessage() + "; that is the " + owner, taken);
    }
  }

  /** Finds a metric by its whole name. */
  public synchronized Optional<Registration> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(made -> new Held(made, () -> giveBack(made)));
  }

  /** Returns what is registered nowhere, so that there is nothing to give back. */
  static <I> Registered<I> unregistered(Definition definition, SeriesFamily<I> family) {
    Held held = new Held(new Made(definition, family, Caller.place()), () -> {});
    return new Registered<>(family, held);
  }

  /** Returns a registration that something else gives back. */
  static Registration closedBy(Runnable close, Registration registration) {
    return new Held(((Held) registration).made, close);
  }

  /** Takes a metric away from all; returns whether there was one. */
  public synchronized boolean remove(String name) {
    boolean foreign = !name.startsWith(Names.OWN_PREFIX);
    if (!foreign || byName.remove(name) == null) {
      return false;
    }
    for (SeriesTable<?> table : registry.remove(name)) {
      clock.forget(take -> take instanceof WindowKeeper keeper && keeper.isOf(table));
      table.clear();
    }
    return true;
  }

  private synchronized void giveBack(Made made) {
    if (--made.holders == 0 && byName.get(made.definition.name()) == made) {
      remove(made.definition.name());
    }
  }

  /** A metric. */
  private static final class Made {
    private final Definition definition;
    private final SeriesFamily<?> family;
    private final String place;
    private int holders = 1; // under the monitor of the registrations

    Made(Definition definition, SeriesFamily<?> family, String place) {
      this.definition = definition;
      this.family = family;
      this.place = place;
    }

    IllegalArgumentException refused(Definition given) {
      List<String> differences = given.differences(definition);
      String name = "metric \"" + given.name() + "\" exists already";
      return new IllegalArgumentException(
          differences.isEmpty()
              ? name
                  + ", as "
                  + this
                  + "; two cannot share it: expected a name of its own, or the"
                  + " first to be closed"
              : name
                  + " and differs in "
                  + String.join(", ", differences)
                  + ": given "
                  + given
                  + ", was "
                  + this
                  + "; expected the same, which returns the same instrument, or"
                  + " another name"
                  + (given.isLabelSetOf(definition)
                      ? ", or labelSet on the family that exists"
                      : ""));
    }

    @Override
    public String toString() {
      return definition + ", made at " + place;
    }
  }

  /** A metric, as it was found by somebody. */
  private static final class Held implements Registration {
    private final Made made;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(Made made, Runnable giveBack) {
      this.made = made;
      this.giveBack = giveBack;
    }

    @Override
    public String name() {
      return made.definition.name();
    }

    @Override
    public String help() {
      return made.definition.help();
    }

    @Override
    public FamilyKind kind() {
      return made.definition.kind();
    }

    @Override
    public List<String> labelNames() {
      return made.definition.labelNames();
    }

    @Override
    public String registeredAt() {
      return made.place;
    }

    @Override
    @SuppressWarnings("unchecked") // checked by the variety
    public <I> Family<I> family(Class<I> instrument) {
      if (!made.definition.variety().hasInstruments(instrument)) {
        throw new IllegalArgumentException(
            "metric \""
                + name()
                + "\" is a "
                + made.definition.variety()
                + ", asked for "
                + instrument.getSimpleName()
                + "; expected the class of its instruments");
      }
      return (Family<I>) made.family;
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        giveBack.run();
      }
    }

    @Override
    public String toString() {
      return "metric \"" + name() + "\": " + made;
    }
  }
}
