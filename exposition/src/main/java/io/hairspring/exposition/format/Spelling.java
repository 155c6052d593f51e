package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.NameEscaping;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Spells the names of families, each once for each way of escaping, and keeps them for the next
 * answers. Bounded: when there are more than {@value #MOST_KEPT}, it starts afresh. Not
 * thread-safe.
 */
final class Spelling {
  private static final int MOST_KEPT = 4096;

  private final Map<NameEscaping, Map<FamilyView, SpelledFamily>> kept =
      new EnumMap<>(NameEscaping.class);
  private NameEscaping escaping = NameEscaping.UNDERSCORES;
  private Map<FamilyView, SpelledFamily> families = Map.of();

  /** Begins an answer that spells names so. */
  void begin(NameEscaping escaping) {
    this.escaping = escaping;
    families = kept.computeIfAbsent(escaping, first -> new IdentityHashMap<>());
  }

  /** Returns how a family's names are spelled. */
  SpelledFamily of(FamilyView family) {
    SpelledFamily spelled = families.get(family);
    if (spelled == null) {
      if (families.size() >= MOST_KEPT) {
        families.clear();
      }
      spelled = new SpelledFamily(family, escaping);
      families.put(family, spelled);
    }
    return spelled;
  }
}
