package io.hairspring.collector.internal.registry;

/** Refuses a metric that would emit a line that another one emits. */
public final class NameTaken extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String owner;

  NameTaken(String message, String owner) {
    super(message);
    this.owner = owner;
  }

  /** Returns the name of the other. */
  public String owner() {
    return owner;
  }
}
