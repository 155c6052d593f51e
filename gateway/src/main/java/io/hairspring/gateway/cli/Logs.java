package io.hairspring.gateway.cli;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets what the libraries may write to standard error. */
final class Logs {
  /** Held, since the log manager forgets loggers that nobody holds. */
  private static final List<Logger> HELD =
      List.of(
          // Broken connections, timeouts and answers that are no HTTP are counted, and told to the
          // client; a line with a stack trace for each would let any peer fill the disk.
          level("io.undertow.client", Level.OFF),
          level("io.undertow.request.io", Level.OFF),
          level("io.undertow.proxy", Level.OFF),
          level("io.undertow", Level.WARNING),
          level("org.xnio", Level.WARNING),
          level("org.jboss.threads", Level.WARNING));

  private Logs() {}

  /** Says one line per message and nothing about ordinary events. */
  static void quieten() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %3$s: %5$s%6$s%n");
    HELD.forEach(Logger::getLevel);
  }

  /** Says the same as JSON, an object a line. */
  static void asJson() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(new JsonLines.Format());
    }
  }

  private static Logger level(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
  }
}
