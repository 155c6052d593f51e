package io.hairspring.undertow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps the warnings, and worse, that a logger and those below it log until it is closed. */
final class LoggedWarnings extends Handler {
  private final Logger logger;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  /** Listens to a logger; the empty name is the one above all. */
  LoggedWarnings(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  /** Returns the messages so far. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
      shown.add(new SimpleFormatter().formatMessage(logged));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
