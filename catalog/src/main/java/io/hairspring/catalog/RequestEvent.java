package io.hairspring.catalog;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.RequestRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one request, as strings and numbers, for {@link RequestMetrics}. Mutable and
 * meant to be used again: {@link #of} begins a new request and forgets the parts of the last. Not
 * thread-safe.
 *
 * <p>Parts that are not set cost nothing, neither here nor when the event is recorded.
 */
public final class RequestEvent {
  /** What a cache had to say. */
  public enum CacheOutcome {
    /** The answer came from the cache. */
    HIT,
    /** The cache was asked and did not have it. */
    MISS
  }

  private static final int BYTES = 1;
  private static final int PROVIDER = 1 << 1;
  private static final int TOKENS = 1 << 2;
  private static final int ERROR = 1 << 3;
  private static final int CACHE = 1 << 4;
  private static final int EXEMPLAR = 1 << 5;

  private int parts;
  private String endpoint;
  private String method;
  private int status;
  private long latencyNanos;
  private long requestBytes;
  private long responseBytes;
  private String provider;
  private String model;
  private long tokensIn;
  private long tokensOut;
  private String errorType;
  private CacheOutcome cacheOutcome;
  private Exemplar exemplar; // of this request only while its part is set

  /** Creates an event without parts; call {@link #of} before anything else. */
  public RequestEvent() {}

  /**
   * Begins a request.
   *
   * @param status the HTTP status
   * @param latencyNanos how long it took, in nanoseconds
   */
  public RequestEvent of(String endpoint, String method, int status, long latencyNanos) {
    parts = 0;
    this.endpoint = endpoint;
    this.method = method;
    this.status = status;
    this.latencyNanos = latencyNanos;
    return this;
  }

  /** Adds the sizes of the bodies, in bytes; negative for one that is not there. */
  public RequestEvent bytes(long request, long response) {
    parts |= BYTES;
    requestBytes = request;
    responseBytes = response;
    return this;
  }

  /** Adds who answered; null or empty for what is not known. */
  public RequestEvent provider(@Nullable String provider, @Nullable String model) {
    parts |= PROVIDER;
    this.provider = provider;
    this.model = model;
    return this;
  }

  /** Adds the tokens that were read and written. */
  public RequestEvent tokens(long in, long out) {
    parts |= TOKENS;
    tokensIn = in;
    tokensOut = out;
    return this;
  }

  /** Adds what went wrong, one of few words such as {@code timeout}; null or empty for nothing. */
  public RequestEvent error(@Nullable String type) {
    if (type != null && !type.isEmpty()) {
      parts |= ERROR;
      errorType = type;
    }
    return this;
  }

  /** Adds whether a cache had the answer; null if none was asked. */
  public RequestEvent cache(@Nullable CacheOutcome outcome) {
    if (outcome != null) {
      parts |= CACHE;
      cacheOutcome = outcome;
    }
    return this;
  }

  /**
   * Adds what leads to the trace of the request, offered where {@link RequestRecorder#record(int,
   * long, Exemplar)} offers one; null for none.
   */
  public RequestEvent exemplar(@Nullable Exemplar exemplar) {
    if (exemplar != null) {
      parts |= EXEMPLAR;
      this.exemplar = exemplar;
    }
    return this;
  }

  /** Copies what is set into {@code target}. */
  void copyTo(RequestEvent target) {
    target.of(endpoint, method, status, latencyNanos);
    if (has(BYTES)) {
      target.bytes(requestBytes, responseBytes);
    }
    if (hasProvider()) {
      target.provider(provider, model);
    }
    if (hasTokens()) {
      target.tokens(tokensIn, tokensOut);
    }
    if (hasError()) {
      target.error(errorType);
    }
    if (hasCache()) {
      target.cache(cacheOutcome);
    }
    if (has(EXEMPLAR)) {
      target.exemplar(exemplar);
    }
  }

  /** Records status, latency and, where they are set, sizes, and offers the exemplar. */
  void recordWith(RequestRecorder recorder) {
    Exemplar offered = has(EXEMPLAR) ? exemplar : null;
    if (has(BYTES)) {
      recorder.record(status, latencyNanos, requestBytes, responseBytes, offered);
    } else {
      recorder.record(status, latencyNanos, offered);
    }
  }

  /** Lets go of what a slot would keep alive until it is used again. */
  void clear() {
    endpoint = null;
    method = null;
    provider = null;
    model = null;
    errorType = null;
    exemplar = null;
  }

  private boolean has(int part) {
    return (parts & part) != 0;
  }

  String endpoint() {
    return endpoint;
  }

  String method() {
    return method;
  }

  boolean hasProvider() {
    return has(PROVIDER);
  }

  String provider() {
    return provider;
  }

  String model() {
    return model;
  }

  boolean hasTokens() {
    return has(TOKENS);
  }

  long tokensIn() {
    return tokensIn;
  }

  long tokensOut() {
    return tokensOut;
  }

  boolean hasError() {
    return has(ERROR);
  }

  String errorType() {
    return errorType;
  }

  boolean hasCache() {
    return has(CACHE);
  }

  CacheOutcome cacheOutcome() {
    return cacheOutcome;
  }
}
