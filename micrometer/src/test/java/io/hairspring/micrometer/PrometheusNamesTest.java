package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusDurationNamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names are those of Micrometer's own convention. */
class PrometheusNamesTest {
  private static final List<String> PARTS =
      List.of(
          "http",
          "server",
          "requests",
          "total",
          "created",
          "bucket",
          "info",
          "seconds",
          "bytes",
          "9",
          "é",
          ":",
          "-",
          "_",
          ".",
          "_total",
          ".info",
          "A",
          "duration",
          "𝒳",
          " ");
  private static final List<String> JOINTS = List.of(".", "_", "", "-");

  @Test
  void namesAndTagsAreSpelledAsMicrometerSpellsThem() {
    List<NamingConvention[]> pairs =
        List.of(
            new NamingConvention[] {new PrometheusNames(), new PrometheusNamingConvention()},
            new NamingConvention[] {
              new PrometheusNames("_duration"), new PrometheusDurationNamingConvention()
            });
    Random random = new Random(7);
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder made = new StringBuilder(any(random, PARTS));
      for (int part = random.nextInt(4); part > 0; part--) {
        made.append(any(random, JOINTS)).append(any(random, PARTS));
      }
      String name = made.toString();
      for (NamingConvention[] pair : pairs) {
        for (Meter.Type type : Meter.Type.values()) {
          String unit = random.nextBoolean() ? "bytes" : null;
          compare(pair[0].name(name, type, unit), pair[1].name(name, type, unit), name, differing);
        }
        String key = name.replace(':', '.'); // which no label may have, though theirs keeps it
        compare(pair[0].tagKey(key), pair[1].tagKey(key), "key " + key, differing);
      }
    }
    assertThat(differing).isEmpty();
  }

  private static void compare(String our, String their, String of, List<String> differing) {
    if (!our.equals(their)) {
      differing.add(of + ": " + our + " for " + their);
    }
  }

  private static String any(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
