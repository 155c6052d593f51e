package io.hairspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectTest {
  private static final int CONNECTIONS = 4;
  private static final double PER_SECOND = 2_000;

  static Iterable<String> measuring() {
    return Subject.all().keySet().stream().filter(name -> !name.equals(Subject.NOTHING)).toList();
  }

  /** One that leaves work out would look cheap. */
  @ParameterizedTest
  @MethodSource("measuring")
  void eachCountsEveryRequestOfBothLoads(String name) throws Exception {
    try (Gateway gateway = new Gateway(Subject.all().get(name).get());
        LoadGenerator client = Gateway.client(gateway.port(), CONNECTIONS)) {
      long sent = client.saturate(TimeUnit.MILLISECONDS.toNanos(20)).requests();
      sent += client.atRate(PER_SECOND, TimeUnit.MILLISECONDS.toNanos(20)).requests();

      assertThat(sent).isGreaterThan((long) (PER_SECOND * 0.02));
      Usage usage = gateway.usage();
      for (long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
          usage.requests() < sent && System.nanoTime() - limit < 0; ) {
        Thread.onSpinWait(); // the last are just ending
        usage = gateway.usage();
      }
      assertThat(usage.requests()).isEqualTo(sent);
    }
  }

  @Test
  void nothingMeasuresNothing() throws Exception {
    try (Gateway gateway = new Gateway(Subject.all().get(Subject.NOTHING).get());
        LoadGenerator client = Gateway.client(gateway.port(), CONNECTIONS)) {
      client.saturate(TimeUnit.MILLISECONDS.toNanos(10));

      assertThat(gateway.usage().requests()).isZero();
      assertThat(gateway.usage().cpuNanos()).isPositive();
      assertThat(gateway.usage().bytes()).isPositive();
    }
  }
}
