package io.hairspring.stress;

import java.util.ArrayList;
import java.util.List;

/** Starts threads of the kinds that the JDK at hand has. */
final class ThreadKinds {
  private ThreadKinds() {}

  /** Starts a virtual thread, or where there are none (before Java 21) a platform thread. */
  static Thread startVirtual(Runnable work) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    } catch (NoSuchMethodException beforeJava21) {
      return startPlatform(work);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("cannot start a virtual thread", impossible);
    }
  }

  static Thread startPlatform(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  /** Starts some threads of one kind and waits until all have ended. */
  static void startAndJoin(int count, Kind kind, Runnable work) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(kind.start(work));
    }
    threads.forEach(ThreadKinds::join);
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** Starts a thread of one kind. */
  interface Kind {
    Thread start(Runnable work);
  }
}
