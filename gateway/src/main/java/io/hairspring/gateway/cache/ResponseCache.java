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
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Answers to GET that are still fresh, bounded by the bytes they take. Thread-safe.
 *
 * <p>Kept is a whole answer of status 200 that says how long it is fresh, is not private, does not
 * vary by request headers and sets no cookie. A request that carries credentials, a range, a
 * condition goes past the cache; one that wishes a fresh answer gets and renews it. What a request
 * of another method may have changed is forgotten.
 */
public final class ResponseCache {
  private static final int SLOTS = 1024;

  private final Cache<String, StoredAnswer> answers;
  private final AtomicIntegerArray changes = new AtomicIntegerArray(SLOTS);
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

  /** Returns how often answers of this key, and of some others, were forgotten. */
  int changes(String key) {
    return changes.get(slot(key));
  }

  /** Forgets the answer to a request, also one that is on its way. */
  void invalidate(String key) {
    changes.incrementAndGet(slot(key));
    answers.invalidate(key);
  }

  private static int slot(String key) {
    return key.hashCode() & (SLOTS - 1);
  }

  /**
   * Keeps an answer, unless it was forgotten meanwhile.
   *
   * @param changesBefore what {@link #changes} said before it was asked for
   */
  void store(String key, int changesBefore, HeaderMap headers, byte[] body, long freshSeconds) {
    if (changes(key) != changesBefore) {
      return;
    }
    answers.put(
        key,
        new StoredAnswer(
            headers,
            ByteBuffer.wrap(body).asReadOnlyBuffer(),
            ticker.nanoTime(),
            CacheRules.ageSeconds(headers),
            freshSeconds));
    if (changes(key) != changesBefore) { // while it was put
      answers.invalidate(key);
    }
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
