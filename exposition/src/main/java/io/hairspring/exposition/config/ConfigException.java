package io.hairspring.exposition.config;

/** A setting that cannot be used; the message is one line for people, without secrets. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a whole message; what would end the line is shown by its escape. */
  public ConfigException(String message) {
    super(PrintableText.oneLine(message));
  }

  /**
   * Creates an exception that says where a setting stands, what was expected and what it was; of
   * the value, 100 characters.
   */
  public ConfigException(String source, String expected, String value) {
    this(source + ": expected " + expected + ", was \"" + shown(value) + "\"");
  }

  /** Returns at most 100 characters of what somebody typed, on one line, for a message. */
  public static String shown(String typed) {
    return PrintableText.shortened(typed);
  }
}
