package io.hairspring.collector;

/**
 * What happened in one request, as strings and numbers. Mutable and meant to be used again: {@link
 * #of} begins a new request and forgets the parts of the last. Not thread-safe.
 *
 * <p>Parts that are not set cost nothing, neither here nor when the event is applied.
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

  /** Creates an event without parts; call {@link #of} before anything else. */
  public RequestEvent() {}

  /** Begins a request. */
  public RequestEvent of(String endpoint, String method, int status, long latencyNanos) {
    parts = 0;
    this.endpoint = endpoint;
    this.method = method;
    this.status = status;
    this.latencyNanos = latencyNanos;
    return this;
  }

  /** Adds the sizes of the bodies. */
  public RequestEvent bytes(long request, long response) {
    parts |= BYTES;
    requestBytes = request;
    responseBytes = response;
    return this;
  }

  /** Adds who answered. */
  public RequestEvent provider(String provider, String model) {
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

  /** Adds what went wrong. */
  public RequestEvent error(String type) {
    parts |= ERROR;
    errorType = type;
    return this;
  }

  /** Adds whether a cache had the answer. */
  public RequestEvent cache(CacheOutcome outcome) {
    parts |= CACHE;
    cacheOutcome = outcome;
    return this;
  }

  /** Copies what is set into {@code target}. */
  void copyTo(RequestEvent target) {
    target.of(endpoint, method, status, latencyNanos);
    if (hasBytes()) {
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
  }

  /** Returns the endpoint. */
  public String endpoint() {
    return endpoint;
  }

  /** Returns the HTTP method. */
  public String method() {
    return method;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the latency in nanoseconds. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /** Returns whether the sizes are set. */
  public boolean hasBytes() {
    return (parts & BYTES) != 0;
  }

  /** Returns the size of the request's body, if {@link #hasBytes}. */
  public long requestBytes() {
    return requestBytes;
  }

  /** Returns the size of the response's body, if {@link #hasBytes}. */
  public long responseBytes() {
    return responseBytes;
  }

  /** Returns whether provider and model are set. */
  public boolean hasProvider() {
    return (parts & PROVIDER) != 0;
  }

  /** Returns the provider, if {@link #hasProvider}. */
  public String provider() {
    return provider;
  }

  /** Returns the model, if {@link #hasProvider}. */
  public String model() {
    return model;
  }

  /** Returns whether the tokens are set. */
  public boolean hasTokens() {
    return (parts & TOKENS) != 0;
  }

  /** Returns the tokens read, if {@link #hasTokens}. */
  public long tokensIn() {
    return tokensIn;
  }

  /** Returns the tokens written, if {@link #hasTokens}. */
  public long tokensOut() {
    return tokensOut;
  }

  /** Returns whether an error is set. */
  public boolean hasError() {
    return (parts & ERROR) != 0;
  }

  /** Returns the type of the error, if {@link #hasError}. */
  public String errorType() {
    return errorType;
  }

  /** Returns whether a cache was asked. */
  public boolean hasCache() {
    return (parts & CACHE) != 0;
  }

  /** Returns what the cache said, if {@link #hasCache}. */
  public CacheOutcome cacheOutcome() {
    return cacheOutcome;
  }
}
