package io.hairspring.spring;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Conditions by keys of which the first that is set decides; on where none is. Boot's own of this
 * kind moved between its lines.
 */
final class Switches {
  private Switches() {}

  /** Whether Micrometer's meters are shown. */
  static final class Export extends FirstOf {
    Export() {
      super(
          "management.hairspring.metrics.export.enabled",
          "management.prometheus.metrics.export.enabled",
          "management.defaults.metrics.export.enabled");
    }
  }

  /** Whether there is a health contributor. */
  static final class Health extends FirstOf {
    Health() {
      super("management.health.hairspring.enabled", "management.health.defaults.enabled");
    }
  }

  private abstract static class FirstOf extends SpringBootCondition {
    private final List<String> keys;

    FirstOf(String... keys) {
      this.keys = List.of(keys);
    }

    @Override
    public final ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      Environment environment = context.getEnvironment();
      for (String key : keys) {
        Boolean on = environment.getProperty(key, Boolean.class);
        if (on != null) {
          return new ConditionOutcome(on, key + " is " + on);
        }
      }
      return ConditionOutcome.match("none of " + keys + " is set");
    }
  }
}
