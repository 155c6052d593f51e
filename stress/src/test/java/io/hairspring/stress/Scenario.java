package io.hairspring.stress;

import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;

/** A scenario that chance would seldom make: what threads do, in the order of a reader. */
public final class Scenario {
  private Scenario() {}

  /**
   * Returns one of a model's operations, by name and separated by blanks.
   *
   * @param before what the first thread does before the others begin
   * @param threads what each does at the same time as the others
   */
  public static ExecutionScenario of(Class<?> model, String before, String... threads) {
    return new ExecutionScenario(
        actors(model, before),
        Arrays.stream(threads).map(thread -> actors(model, thread)).toList(),
        List.of(),
        null);
  }

  private static List<Actor> actors(Class<?> model, String names) {
    return Arrays.stream(names.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> actor(model, name))
        .toList();
  }

  private static Actor actor(Class<?> model, String name) {
    try {
      return new Actor(model.getMethod(name), List.of());
    } catch (NoSuchMethodException wrong) {
      throw new IllegalArgumentException("no operation " + name, wrong);
    }
  }
}
