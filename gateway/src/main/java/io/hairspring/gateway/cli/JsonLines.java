package io.hairspring.gateway.cli;

import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Prints lines as JSON objects, one a line, with the members {@code time}, {@code level}, {@code
 * logger} and {@code message}, and {@code exception} where there is one.
 */
final class JsonLines extends PrintWriter {
  private static final String LOGGER = "gateway";

  private final Level level;

  /** Creates one that prints lines of this level to another. */
  JsonLines(PrintWriter out, Level level) {
    super(out, true);
    this.level = level;
  }

  /** Prints a line; blanks that only align it are left out. */
  @Override
  public void println(String line) {
    LogRecord entry = new LogRecord(level, line.strip().replaceAll(" {2,}", " "));
    entry.setLoggerName(LOGGER);
    super.print(object(entry));
    flush();
  }

  private static String object(LogRecord entry) {
    Utf8Buffer text = new Utf8Buffer();
    JsonWriter json = new JsonWriter(text).beginObject();
    json.name("time").value(Instant.ofEpochMilli(entry.getMillis()).toString());
    json.name("level").value(entry.getLevel().getName());
    json.name("logger").value(String.valueOf(entry.getLoggerName()));
    json.name("message").value(new Unformatted().formatMessage(entry));
    if (entry.getThrown() != null) {
      StringWriter trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace, true));
      json.name("exception").value(trace.toString());
    }
    json.endObject();
    return text + "\n";
  }

  /** Formats what is logged. */
  static final class Format extends Formatter {
    @Override
    public String format(LogRecord entry) {
      return object(entry);
    }
  }

  /** Puts the parameters into a message. */
  private static final class Unformatted extends Formatter {
    @Override
    public String format(LogRecord entry) {
      return formatMessage(entry);
    }
  }
}
