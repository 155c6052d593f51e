package io.hairspring.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.hairspring.collector.Ticker;
import io.undertow.server.HttpHandler;
import io.undertow.util.HeaderMap;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Answers to GET that are still fresh, bounded by the bytes they take. Thread-safe.
 *
 * <p>Kept is a whole answer of status 200 that says how long it is fresh, is not private, does not
 * vary by request headers and sets no cookie. A request that carries credentials, a range, a
 * condition or a wish for a fresh answer goes past the cache.
 */
public final class ResponseCache {
  private final Cache<String, StoredAnswer> answers;
  private final Ticker ticker;
  private final CacheObserver observer;
  private final int maxBodyBytes;

  /**
   * Creates an empty cache.
   *
   * @param maxBytes how many bytes all answers may take, at least 1
   * @param maxBodyBytes how long a body may be to be kept, at least 0
   * @param ticker the monotonic time by which answers age
   */
  public ResponseCache(long maxBytes, int maxBodyBytes, Ticker ticker, CacheObserver observer) {
    this.ticker = ticker;
    this.observer = observer;
    this.maxBodyBytes = maxBodyBytes;
    answers =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String key, StoredAnswer answer) -> answer.weightBytes(key))
            .expireAfter(
                Expiry.creating(
                    (String key, StoredAnswer answer) -> Duration.ofSeconds(answer.freshSeconds())))
            .ticker(ticker::nanoTime)
            .executor(Runnable::run) // upkeep is short; a pool of its own would be one more part
            .evictionListener(
                (String key, StoredAnswer answer, RemovalCause cause) -> observer.evicted())
            .build();
  }

  /** Returns a handler that answers from this cache, and else asks {@code next} and may keep it. */
  public HttpHandler before(HttpHandler next) {
    return new CacheHandler(this, next);
  }

  /** Returns how many answers are kept, about: upkeep may be due. Any thread. */
  public long size() {
    return answers.estimatedSize();
  }

  /** Returns how many bytes they take, about. Any thread. */
  public long weightBytes() {
    return answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** Returns a fresh answer or null, and tells the observer which. */
  StoredAnswer find(String key) {
    StoredAnswer answer = answers.getIfPresent(key);
    if (answer == null) {
      observer.missed();
    } else {
      observer.hit();
    }
    return answer;
  }

  void store(String key, HeaderMap headers, byte[] body, long freshSeconds) {
    answers.put(
        key,
        new StoredAnswer(
            headers,
            ByteBuffer.wrap(body).asReadOnlyBuffer(),
            ticker.nanoTime(),
            CacheRules.ageSeconds(headers),
            freshSeconds));
  }

  /** Returns how old an answer is now. */
  long ageSeconds(StoredAnswer answer) {
    long keptNanos = ticker.nanoTime() - answer.storedNanos();
    return answer.ageSeconds() + TimeUnit.NANOSECONDS.toSeconds(keptNanos);
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }
}
