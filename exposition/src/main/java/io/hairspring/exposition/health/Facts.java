package io.hairspring.exposition.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Facts by name, asked at each answer. One that throws does not hold. */
final class Facts {
  private static final Logger LOGGER = System.getLogger(Facts.class.getName());

  private Facts() {}

  /** Returns the names of those that do not hold now, in their order. */
  static List<String> missing(Map<String, BooleanSupplier> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !holds(fact.getKey(), fact.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean holds(String name, BooleanSupplier fact) {
    try {
      return fact.getAsBoolean();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
      LOGGER.log(Level.DEBUG, () -> "fact " + name + " failed", failure);
      return false;
    }
  }
}
