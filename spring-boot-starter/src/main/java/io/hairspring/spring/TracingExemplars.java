package io.hairspring.spring;

import io.hairspring.collector.Exemplar;
import io.hairspring.micrometer.ExemplarSource;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The trace and the span of whoever records, where the span is sampled. The tracer is asked for
 * when all beans exist, since it may itself need the registry; before that there are no exemplars.
 */
final class TracingExemplars implements ExemplarSource, SmartInitializingSingleton {
  private final ObjectProvider<Tracer> tracers;
  private volatile Tracer tracer; // written once; null before

  TracingExemplars(ObjectProvider<Tracer> tracers) {
    this.tracers = tracers;
  }

  @Override
  public void afterSingletonsInstantiated() {
    tracer = tracers.getIfUnique();
  }

  @Override
  public Exemplar current() {
    Tracer asked = tracer;
    Span span = asked == null ? null : asked.currentSpan();
    if (span == null) {
      return null;
    }
    TraceContext context = span.context();
    return Boolean.TRUE.equals(context.sampled())
        ? Exemplar.of("trace_id", context.traceId(), "span_id", context.spanId())
        : null;
  }
}
