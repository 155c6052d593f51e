package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MeasuredProxyTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Store target = new Store();
  private final Storage storage = MeasuredProxy.of(Storage.class, target, new CallMetrics(metrics));

  /** An interface of a host. */
  interface Storage {
    String load(String key) throws IOException;

    CompletableFuture<String> loadLater(String key);

    default String loadTwice(String key) throws IOException {
      return load(key) + load(key);
    }
  }

  @Test
  void methodsAreMeasuredByName() throws IOException {
    assertThat(storage.load("a")).isEqualTo("value of a");
    assertThat(storage.loadTwice("a")).isEqualTo("value of avalue of a");
    assertThat(count("calls_total{call=\"Storage.load\"}")).isEqualTo(1);
    assertThat(count("calls_total{call=\"Storage.loadTwice\"}")).isEqualTo(1);
  }

  @Test
  void whatTheTargetThrowsArrivesAsItWasThrown() {
    target.failure = new IOException("broken");
    assertThatThrownBy(() -> storage.load("a")).isSameAs(target.failure);
    assertThat(count("call_errors_total{call=\"Storage.load\",error_type=\"IOException\"}"))
        .isEqualTo(1);
  }

  @Test
  void aMethodThatReturnsAStageLastsUntilItCompletes() {
    assertThat(storage.loadLater("a")).isSameAs(target.later);
    assertThat(count("calls_in_flight{call=\"Storage.loadLater\"}")).isEqualTo(1);
    target.later.complete("value");
    assertThat(count("calls_total{call=\"Storage.loadLater\"}")).isEqualTo(1);
    assertThat(count("calls_in_flight{call=\"Storage.loadLater\"}")).isZero();
  }

  @Test
  void aProxyEqualsItselfAndIsNamedAsItsTarget() {
    assertThat(Set.of(storage)).contains(storage).doesNotContain(target);
    assertThat(storage).hasToString("the store");
    assertThat(storage.hashCode()).isEqualTo(target.hashCode());
  }

  @Test
  void onlyInterfacesAreMeasured() {
    assertThatThrownBy(
            () -> MeasuredProxy.of(String.class, "x", new CallMetrics(MetricsCollector.create())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("type java.lang.String cannot be measured; expected an interface");
  }

  private long count(String key) {
    return Seen.of(metrics).count(key);
  }

  private static final class Store implements Storage {
    private final CompletableFuture<String> later = new CompletableFuture<>();
    private IOException failure;

    @Override
    public String load(String key) throws IOException {
      if (failure != null) {
        throw failure;
      }
      return "value of " + key;
    }

    @Override
    public CompletableFuture<String> loadLater(String key) {
      return later;
    }

    @Override
    public String toString() {
      return "the store";
    }
  }
}
