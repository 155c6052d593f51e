package io.hairspring.collector.internal.stripe;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Tells virtual threads apart, on the JDKs that have them. */
final class VirtualThreads {
  /** {@code Thread.isVirtual()}, public since Java 21; a constant false before. */
  private static final MethodHandle IS_VIRTUAL = isVirtual();

  private VirtualThreads() {}

  /** Returns whether {@code thread} is virtual. Wait-free. */
  static boolean isVirtual(Thread thread) {
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Error shortStack) { // the caller's own, who may count on its type
      throw shortStack;
    } catch (Throwable impossible) {
      throw new AssertionError("Thread.isVirtual threw", impossible);
    }
  }

  private static MethodHandle isVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException beforeJava21) {
      return MethodHandles.dropArguments(
          MethodHandles.constant(boolean.class, false), 0, Thread.class);
    }
  }
}
