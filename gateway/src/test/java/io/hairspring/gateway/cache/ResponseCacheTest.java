package io.hairspring.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResponseCacheTest implements CacheObserver {
  private final List<String> told = new ArrayList<>();
  private final HeaderMap headers = new HeaderMap();
  private long nanos;
  private final ResponseCache cache = new ResponseCache(2_000, 1_000, () -> nanos, this);

  @Test
  void anAnswerIsAsOldAsItWasWhenItCameAndTheTimeSince() {
    headers.put(Headers.AGE, "5");
    cache.store("a", 0, headers, new byte[0], 60);
    nanos += TimeUnit.SECONDS.toNanos(9);
    assertThat(cache.ageSeconds(cache.find("a"))).isEqualTo(14);
  }

  @Test
  void whatIsFoundAndWhatIsNotIsTold() {
    cache.store("a", 0, headers, new byte[0], 60);
    cache.find("a");
    cache.find("b");
    assertThat(told).containsExactly("hit", "missed");
  }

  @Test
  void eachAnswerThatGivesWayIsTold() {
    for (int i = 0; i < 10; i++) {
      cache.store("answer " + i, 0, headers, new byte[900], 60);
    }
    assertThat(cache.size()).isEqualTo(1);
    assertThat(told).hasSize(9).containsOnly("evicted");
  }

  @Test
  void whatWasForgottenWhileItWasOnItsWayIsNotKept() {
    int before = cache.changes("a");
    cache.invalidate("a");
    cache.store("a", before, headers, new byte[0], 60);
    assertThat(cache.find("a")).isNull();
    cache.store("a", cache.changes("a"), headers, new byte[0], 60);
    assertThat(cache.find("a")).isNotNull();
  }

  @Override
  public void hit() {
    told.add("hit");
  }

  @Override
  public void missed() {
    told.add("missed");
  }

  @Override
  public void evicted() {
    told.add("evicted");
  }
}
