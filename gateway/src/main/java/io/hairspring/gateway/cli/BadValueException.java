package io.hairspring.gateway.cli;

/** A flag or a variable whose value cannot be used; the message is one line for people. */
final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadValueException(String source, String expected, String value) {
    super(source + ": expected " + expected + ", was \"" + printable(value) + "\"");
  }

  BadValueException(String message) {
    super(message);
  }

  /** Keeps a message on one line, whatever was typed. */
  private static String printable(String value) {
    return value.replaceAll("\\p{Cntrl}", "?");
  }
}
