package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.proxy.ProxyConfig;
import io.undertow.UndertowOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;

/** How long a client of the gateway may be silent. */
class FrontListenerTest {
  @Test
  void headersMayTakeHalfAMinuteAndTheNextRequestAMinuteAndAQuarter() {
    OptionMap options = options(Duration.ofSeconds(5), Duration.ofSeconds(60));
    assertThat(options.get(UndertowOptions.REQUEST_PARSE_TIMEOUT)).isEqualTo(30_000);
    assertThat(options.get(UndertowOptions.NO_REQUEST_TIMEOUT)).isEqualTo(75_000);
    assertThat(options.get(UndertowOptions.MAX_HEADER_SIZE)).isEqualTo(64 * 1024);
  }

  @Test
  void whoWaitsForAnAnswerMayBeSilentAMinuteLongerThanTheUpstream() {
    Duration connect = Duration.ofSeconds(7);
    assertThat(options(connect, Duration.ofSeconds(11)).get(UndertowOptions.IDLE_TIMEOUT))
        .isEqualTo(78_000);
    assertThat(options(connect, Duration.ofDays(365)).get(UndertowOptions.IDLE_TIMEOUT))
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static OptionMap options(Duration connect, Duration response) {
    return FrontListener.connectionOptions(new ProxyConfig(connect, response, 1, 1));
  }
}
