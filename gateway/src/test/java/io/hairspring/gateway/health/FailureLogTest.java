package io.hairspring.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.route.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the log is told of an upstream that fails again and again. */
class FailureLogTest {
  private static final String UP = "WARNING upstream \"up\" at http://h:80: ";

  private final List<String> lines = new ArrayList<>();
  private long nowNanos = -5; // the clock may show anything
  private final FailureLog log =
      new FailureLog(
          Route.of("/up", URI.create("http://h/x")),
          () -> nowNanos,
          Runnable::run,
          (level, line) -> lines.add(level + " " + line));

  @Test
  void theFirstFailureIsToldAtOnceAndTheOthersOnceAMinuteWithTheirNumber() {
    for (int i = 0; i < 187; i++) {
      log.failed("connect", "refused");
    }
    assertThat(lines).containsExactly(UP + "refused (1 since the last such line)");
    nowNanos += TimeUnit.SECONDS.toNanos(60);
    log.failed("connect", "refused");
    log.failed("connect", "refused");
    assertThat(lines).hasSize(2).last().isEqualTo(UP + "refused (187 since the last such line)");
  }

  @Test
  void eachCauseIsToldByItself() {
    log.failed("connect", "refused");
    log.failed("timeout", "late");
    log.recovered(3);
    log.recovered(3);
    assertThat(lines)
        .containsExactly(
            UP + "refused (1 since the last such line)",
            UP + "late (1 since the last such line)",
            "INFO upstream \"up\" at http://h:80: answers again, after 3 failed calls");
  }
}
