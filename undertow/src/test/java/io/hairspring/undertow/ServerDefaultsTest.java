package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.undertow.UndertowOptions;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;

/** What holds of a server where nobody says anything. */
class ServerDefaultsTest {
  private final Listener listener = MetricsServer.builder(MetricsCollector.create()).listener();

  @Test
  void itListensOnLoopbackInTheClear() {
    assertThat(listener.host()).isEqualTo("127.0.0.1");
    assertThat(listener.port()).isEqualTo(9464);
    assertThat(listener.tls()).isNull();
  }

  @Test
  void aClientMayTakeSoLong() {
    assertThat(listener.limits().parseMillis()).isEqualTo(10_000);
    assertThat(listener.limits().waitMillis()).isEqualTo(30_000);
    assertThat(listener.limits().slowMillis()).isEqualTo(1_000);
    assertThat(listener.limits().sendMillis()).isEqualTo(30_000);
  }

  @Test
  void soManyMayComeAtATime() {
    assertThat(listener.limits().connections()).isEqualTo(2_048);
    assertThat(listener.limits().wishes()).isEqualTo(64);
    assertThat(listener.limits().answers()).isEqualTo(16);
  }

  @Test
  void aConnectionMayBeSilentForAMinuteAndItsHeadersMayTakeTenSeconds() {
    OptionMap options = listener.connectionOptions();
    assertThat(options.get(UndertowOptions.REQUEST_PARSE_TIMEOUT)).isEqualTo(10_000);
    assertThat(options.get(UndertowOptions.NO_REQUEST_TIMEOUT)).isEqualTo(60_000);
    assertThat(options.get(UndertowOptions.IDLE_TIMEOUT)).isEqualTo(60_000);
    assertThat(options.get(UndertowOptions.MAX_HEADER_SIZE)).isEqualTo(16 * 1024);
    assertThat(options.get(UndertowOptions.MAX_HEADERS)).isEqualTo(64);
  }
}
