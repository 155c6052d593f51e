package io.hairspring.collector.source;

/** A registered source. Closing it takes what it told out of every answer. Any thread. */
public interface SourceRegistration extends AutoCloseable {
  /**
   * Lets the source tell a further family from its next answer on, or tell a declared one with
   * other labels or another help.
   *
   * @throws IllegalArgumentException if a name is not allowed, if another metric emits a line of
   *     the same name, or if the family was declared as of another kind
   * @throws IllegalStateException if the registration is closed
   */
  void declare(SourceFamily family);

  /** Asks the source no more, gives its names back and shows nothing of it. May be called again. */
  @Override
  void close();
}
