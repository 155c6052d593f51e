package io.hairspring.micrometer;

import io.hairspring.collector.Exemplar;
import org.jspecify.annotations.Nullable;

/** Tells what leads to the request that a thread works on, such as its trace. */
@FunctionalInterface
public interface ExemplarSource {
  /**
   * Returns an exemplar of the calling thread's request, with labels such as {@code trace_id} and
   * {@code span_id}; null for none, as where the trace is not sampled. Called where a timer keeps
   * one, about once a second for each bucket, on the thread that records: so it returns at once,
   * and throws nothing.
   */
  @Nullable Exemplar current();
}
