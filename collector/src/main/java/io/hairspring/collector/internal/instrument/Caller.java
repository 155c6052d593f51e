package io.hairspring.collector.internal.instrument;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** Which code asks for something. Costs microseconds: for set-up. */
final class Caller {
  private static final StackWalker STACK = StackWalker.getInstance();

  /** Code that only passes on what somebody asks for: the libraries, ours and the JDK's. */
  private static final List<String> PASSED_OVER =
      List.of(
          "io.hairspring.collector.",
          "io.hairspring.catalog.",
          "io.hairspring.exposition.",
          "io.hairspring.undertow.",
          "io.hairspring.runtime.",
          "io.hairspring.micrometer.",
          "io.hairspring.spring.",
          "java.",
          "jdk.");

  private Caller() {}

  /** Returns the class, file and line of the nearest code that uses the library. */
  static String place() {
    return STACK.walk(
        frames ->
            frames
                .filter(frame -> PASSED_OVER.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(Caller::text)
                .orElse("an unknown place"));
  }

  private static String text(StackFrame frame) {
    return frame.getClassName() + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
  }
}
