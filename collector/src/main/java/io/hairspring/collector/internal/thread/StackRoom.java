package io.hairspring.collector.internal.thread;

import java.util.concurrent.locks.Lock;

/**
 * Makes sure, before something is taken that has to be given back, that the stack is long enough
 * for that: a lock, a door. Costs some hundred nanoseconds, so it is for what is done seldom.
 *
 * <p>Without it a stack that ends in between would leave a lock held, a structure half changed, or
 * a class of the JDK that was first used there unusable for the whole process.
 */
public final class StackRoom {
  private static final int FRAMES = 512; // 8 KB and more: a compiled frame takes 16 bytes at least

  private StackRoom() {}

  /**
   * Returns if there is room.
   *
   * @throws StackOverflowError if there is not
   */
  public static void require() {
    if (descend(FRAMES) != FRAMES) {
      throw new AssertionError("the stack does not count");
    }
  }

  /**
   * Takes a lock, if there is room. The JDK's locks put off the end of the stack until they are
   * taken, and throw then: before the caller's {@code try}.
   *
   * @throws StackOverflowError if there is not, and the lock is not taken
   */
  public static void lock(Lock lock) {
    require();
    lock.lock();
  }

  private static int descend(int frames) {
    return frames == 0 ? 0 : 1 + descend(frames - 1);
  }
}
