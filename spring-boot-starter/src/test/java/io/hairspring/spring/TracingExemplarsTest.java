package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Exemplar;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** What leads from a timer to a trace. */
class TracingExemplarsTest {
  /** Returns an object whose methods of these names return these. */
  private static <T> T of(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private static Exemplar exemplar(Tracer tracer) {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    if (tracer != null) {
      beans.registerSingleton("tracer", tracer);
    }
    TracingExemplars exemplars = new TracingExemplars(beans.getBeanProvider(Tracer.class));
    assertThat(exemplars.current()).as("before all beans exist").isNull();
    exemplars.afterSingletonsInstantiated();
    return exemplars.current();
  }

  private static Tracer tracer(Boolean sampled) {
    TraceContext context =
        of(
            TraceContext.class,
            sampled == null
                ? Map.of("traceId", "t1", "spanId", "s1")
                : Map.of("traceId", "t1", "spanId", "s1", "sampled", sampled));
    return of(Tracer.class, Map.of("currentSpan", of(Span.class, Map.of("context", context))));
  }

  @Test
  void aSampledSpanIsOne() {
    Exemplar exemplar = exemplar(tracer(true));
    assertThat(exemplar.labelNames()).isEqualTo(List.of("trace_id", "span_id"));
    assertThat(exemplar.labelValues()).isEqualTo(List.of("t1", "s1"));
  }

  @Test
  void aSpanThatIsNotSampledIsNone() {
    assertThat(exemplar(tracer(false))).isNull();
    assertThat(exemplar(tracer(null))).isNull();
  }

  @Test
  void withoutASpanOrATracerThereIsNone() {
    assertThat(exemplar(of(Tracer.class, Map.of()))).isNull();
    assertThat(exemplar(Tracer.NOOP)).isNull();
    assertThat(exemplar(null)).isNull();
  }
}
