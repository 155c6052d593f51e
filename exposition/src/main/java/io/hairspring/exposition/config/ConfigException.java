package io.hairspring.exposition.config;

/** A setting that cannot be used; the message is one line for people, without secrets. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a whole message. */
  public ConfigException(String message) {
    super(oneLine(message));
  }

  /** Creates an exception that says where a setting stands, what was expected and what it was. */
  public ConfigException(String source, String expected, String value) {
    this(source + ": expected " + expected + ", was \"" + value + "\"");
  }

  /** Keeps a message on one line, whatever was typed. */
  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}", "?");
  }
}
