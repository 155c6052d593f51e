package io.hairspring.collector.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DistinctLogTest {
  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(DistinctLog.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getMessage().contains("\"redis\"")) { // sources of other tests may still fail
            lines.add(line.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void eachDistinctFailureIsOneLine() {
    DistinctLog log = new DistinctLog("redis");
    for (int i = 0; i < 100; i++) {
      log.warn("refused", new IllegalStateException());
      log.warn("reset\nby peer", null);
    }
    assertThat(lines)
        .containsExactly("collector \"redis\": refused", "collector \"redis\": reset by peer");
  }

  @Test
  void failuresThatDifferEveryTimeEndSome() {
    DistinctLog log = new DistinctLog("redis");
    for (int i = 0; i < 100; i++) {
      log.warn("request " + i, null);
    }
    assertThat(lines).hasSize(16);
    assertThat(lines.get(15)).endsWith("; whatever else fails is only counted");
  }

  @Test
  void aLineIsBounded() {
    new DistinctLog("redis").warn("x".repeat(10_000), null);
    assertThat(lines.get(0).length()).isLessThan(400);
  }
}
