package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.MetricsVisitor;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** In which shapes a collector shows latency recorders. */
final class Shapes {
  private Shapes() {}

  static Set<LatencyShape> of(MetricsCollector metrics, String name) {
    Map<String, Set<LatencyShape>> shapes = new HashMap<>();
    MetricsVisitor declining =
        (MetricsVisitor)
            Proxy.newProxyInstance(
                Shapes.class.getClassLoader(),
                new Class<?>[] {MetricsVisitor.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof FamilyView family) {
                    shapes.put(family.name(), family.shapes());
                  }
                  return false;
                });
    metrics.visit(declining);
    return shapes.get(name);
  }
}
