package io.hairspring.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the cache may answer, and for how long an answer is fresh. */
class CacheRulesTest {
  private final HeaderMap headers = new HeaderMap();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Cookie",
        "Range",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "If-Range",
        "X-Api-Key",
        "X-Goog-Api-Key"
      })
  void aRequestThatSaysWhoAsksOrForWhatPartGoesPastTheCache(String name) {
    assertThat(mayAnswer()).isTrue();
    headers.put(new HttpString(name), "x");
    assertThat(mayAnswer()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"no-store, false", "No-Cache, false", "max-age=0, false", "no-storefront, true"})
  void aRequestMayAskForAFreshAnswer(String wish, boolean mayAnswer) {
    headers.put(Headers.CACHE_CONTROL, "a, " + wish);
    assertThat(mayAnswer()).isEqualTo(mayAnswer);
  }

  @Test
  void onlyAGetWithoutABodyIsLookedUp() {
    assertThat(CacheRules.mayStore(Methods.GET, headers, true)).isFalse();
    assertThat(CacheRules.mayStore(Methods.HEAD, headers, false)).isFalse();
    assertThat(CacheRules.mayStore(Methods.POST, headers, false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "max-age=10, 0, 10",
    "max-age=10, 4, 6",
    "max-age=10, 14, 0",
    "max-age=10, many, 10",
    "max-age=10, -3, 10",
    "MAX-AGE=10, 0, 10",
    "'max-age=\"10\"', 0, 10",
    "'s-maxage=20, max-age=10', 0, 20",
    "'s-maxage=0, max-age=10', 0, 0",
    "max-age=999999999, 0, 999999999",
    "max-age=1000000000, 0, 0",
    "max-age, 0, 0",
    "max-aged=10, 0, 0"
  })
  void anAnswerIsFreshForAsLongAsItSaysLessItsAge(String control, String age, long seconds) {
    headers.put(Headers.CACHE_CONTROL, control);
    headers.put(Headers.AGE, age);
    assertThat(CacheRules.freshSeconds(200, headers)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vary", "Set-Cookie", "Trailer"})
  void anAnswerThatIsMoreThanItsBodyIsNotKept(String name) {
    headers.put(Headers.CACHE_CONTROL, "max-age=10");
    headers.put(new HttpString(name), "x");
    assertThat(CacheRules.freshSeconds(200, headers)).isZero();
  }

  @Test
  void anAnswerAgesFromTheAgeThatItCameWith() {
    AtomicLong nanos = new AtomicLong();
    ResponseCache cache = new ResponseCache(1_000, 100, nanos::get, CacheObserver.none());
    headers.put(Headers.AGE, "4");
    cache.store("x", 0, headers, new byte[0], 10);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
    assertThat(cache.ageSeconds(cache.find("x"))).isEqualTo(7);
  }

  private boolean mayAnswer() {
    return CacheRules.mayStore(Methods.GET, headers, false) && CacheRules.mayAnswer(headers);
  }
}
