package io.hairspring.gateway.cache;

/** Is told what a cache does. Any thread; must not block or throw. */
public interface CacheObserver {
  /** Says that a request was answered from the cache. */
  void hit();

  /** Says that a request might have been answered from the cache and was not. */
  void missed();

  /** Says that an answer was removed because it grew old or room was needed. */
  void evicted();

  /** Returns an observer that looks away. */
  static CacheObserver none() {
    return Unwatched.INSTANCE;
  }

  /** Nobody watches. */
  enum Unwatched implements CacheObserver {
    /** The only one: it holds nothing. */
    INSTANCE;

    @Override
    public void hit() {}

    @Override
    public void missed() {}

    @Override
    public void evicted() {}
  }
}
