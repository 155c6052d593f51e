package io.hairspring.exposition.format;

/**
 * Writes JSON (RFC 8259) into a buffer, putting the commas. Not thread-safe. It does not check that
 * what is begun is ended: its callers are few and their answers are parsed by tests.
 *
 * <p>A number that JSON cannot hold is written as a string, spelled as in the Prometheus formats:
 * {@code "NaN"}, {@code "+Inf"}, {@code "-Inf"}. A null would read as 0 in many a parser, and would
 * not tell the three apart.
 */
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Utf8Buffer out;
  private boolean comma; // whether a further member of the open object or array needs one

  /** Creates a writer that appends to {@code out}. */
  public JsonWriter(Utf8Buffer out) {
    this.out = out;
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return open('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    return close('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return open('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  /** Writes the name of the member whose value follows. */
  public JsonWriter name(String name) {
    value(name);
    out.ascii(':');
    comma = false;
    return this;
  }

  /** Writes a string. */
  public JsonWriter value(String text) {
    separate();
    out.ascii('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      escaped(c);
      i += Character.charCount(c);
    }
    out.ascii('"');
    return this;
  }

  /** Writes a whole number. */
  public JsonWriter value(long number) {
    separate();
    out.number(number);
    return this;
  }

  /** Writes a number. */
  public JsonWriter value(double number) {
    if (!Double.isFinite(number)) {
      return value(Numbers.notFinite(number));
    }
    separate();
    Numbers.value(out, number);
    return this;
  }

  /** Writes true or false. */
  public JsonWriter value(boolean truth) {
    separate();
    out.ascii(truth ? "true" : "false");
    return this;
  }

  /** Writes nanoseconds as seconds. */
  public JsonWriter seconds(double nanos) {
    if (!Double.isFinite(nanos)) {
      return value(nanos);
    }
    separate();
    Numbers.seconds(out, nanos);
    return this;
  }

  /** Writes nanoseconds as seconds, exactly. */
  public JsonWriter seconds(long nanos) {
    separate();
    Numbers.seconds(out, nanos);
    return this;
  }

  private JsonWriter open(char bracket) {
    separate();
    out.ascii(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.ascii(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.ascii(',');
    }
    comma = true;
  }

  private void escaped(int c) {
    switch (c) {
      case '"' -> out.ascii("\\\"");
      case '\\' -> out.ascii("\\\\");
      case '\n' -> out.ascii("\\n");
      case '\r' -> out.ascii("\\r");
      case '\t' -> out.ascii("\\t");
      default -> {
        if (c < 0x20) {
          out.ascii("\\u00").ascii(HEX[c >> 4]).ascii(HEX[c & 0xF]);
        } else {
          out.codePoint(c);
        }
      }
    }
  }
}
