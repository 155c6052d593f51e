package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.scrape.ScrapeLimits;
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
    ScrapeLimits scrapes = listener.limits().scrapes();
    assertThat(scrapes.maxWait()).hasSeconds(30);
    assertThat(scrapes.maxReadWhenFull()).hasSeconds(1);
    assertThat(scrapes.maxRead()).hasSeconds(30);
  }

  @Test
  void soManyMayComeAtATime() {
    assertThat(listener.limits().connections()).isEqualTo(2_048);
    assertThat(listener.limits().scrapes().maxAnswers()).isEqualTo(16);
    assertThat(listener.limits().scrapes().maxWaiting()).isEqualTo(64);
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
