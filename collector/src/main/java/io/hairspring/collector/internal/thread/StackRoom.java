package io.hairspring.collector.internal.thread;

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

  private static int descend(int frames) {
    return frames == 0 ? 0 : 1 + descend(frames - 1);
  }
}
