package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.Parsers;
import io.hairspring.gateway.testing.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scrape in text 0.0.4 showed, and what a list expects of it. */
final class Scraped {
  private static final long LIMIT_SECONDS = 20;
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? ([^ ]+)");

  private final String text;
  private final Map<String, String> types = new TreeMap<>();
  private final List<Sample> samples;

  private Scraped(String text) {
    this.text = text;
    samples = text.lines().filter(line -> !line.startsWith("#")).map(Scraped::sample).toList();
    for (String line : text.lines().filter(line -> line.startsWith("# TYPE ")).toList()) {
      String[] words = line.split(" ", -1);
      types.put(words[2], words[3]);
    }
  }

  /** Scrapes; promtool must find nothing to complain about. */
  static Scraped of(URI metrics) {
    return read(metrics).acceptedByPromtool();
  }

  private static Scraped read(URI metrics) {
    HttpResponse<String> answer = Http.get(metrics);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    return new Scraped(answer.body());
  }

  /** Scrapes until something holds that is recorded after a client has its answer. */
  static Scraped until(URI metrics, Predicate<Scraped> condition) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    Scraped scraped = read(metrics);
    while (!condition.test(scraped)) {
      if (System.nanoTime() - endNanos > 0) {
        throw new AssertionError("not in " + LIMIT_SECONDS + " s; there is\n" + scraped.text);
      }
      Thread.onSpinWait();
      scraped = read(metrics);
    }
    return scraped.acceptedByPromtool();
  }

  /** Asserts a family of this type whose series all have exactly these labels. */
  Scraped has(String type, String name, String... labelNames) {
    assertThat(types).as(name).containsEntry(name, type);
    List<Sample> of = samplesOf(type, name);
    assertThat(of).as(name).isNotEmpty();
    for (Sample sample : of) {
      assertThat(sample.labels.keySet()).as(sample.name).containsExactlyInAnyOrder(labelNames);
    }
    return this;
  }

  /** Asserts the value of the one series of this name with these labels, such as {@code a=b}. */
  Scraped value(double expected, String name, String... labels) {
    assertThat(value(name, labels)).as(name + Arrays.toString(labels)).isEqualTo(expected);
    return this;
  }

  /** Returns the value of the one series of this name with these labels; NaN if there is none. */
  double value(String name, String... labels) {
    List<Sample> found =
        samples.stream().filter(s -> s.name.equals(name) && s.hasAll(labels)).toList();
    assertThat(found).as(name + Arrays.toString(labels)).hasSizeLessThan(2);
    return found.isEmpty() ? Double.NaN : found.get(0).value;
  }

  /** Asserts that no series of this name has these labels. */
  Scraped lacks(String name, String... labels) {
    assertThat(samples).noneMatch(s -> s.name.equals(name) && s.hasAll(labels));
    return this;
  }

  /** Asserts the finite bounds of every series of a histogram. */
  Scraped buckets(String name, double... bounds) {
    double[] shown =
        samples.stream()
            .filter(s -> s.name.equals(name + "_bucket") && !s.labels.get("le").equals("+Inf"))
            .mapToDouble(s -> Double.parseDouble(s.labels.get("le")))
            .distinct()
            .toArray();
    assertThat(shown).as(name).containsExactly(bounds);
    return this;
  }

  /** Asserts that every family but the collector's own starts so. */
  Scraped allStartWith(String prefix) {
    assertThat(types.keySet())
        .allMatch(name -> name.startsWith(prefix) || name.startsWith("hairspring_"));
    return this;
  }

  private Scraped acceptedByPromtool() {
    Parsers.assertPromtoolAccepts(FOLDER, text);
    return this;
  }

  private List<Sample> samplesOf(String type, String name) {
    String shown = type.equals("histogram") || type.equals("summary") ? name + "_count" : name;
    return samples.stream().filter(s -> s.name.equals(shown)).toList();
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Sample(sample.group(1), labels, Double.parseDouble(number(sample.group(3))));
  }

  private static String number(String text) {
    return text.replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
  }

  /** One line. */
  private record Sample(String name, Map<String, String> labels, double value) {
    boolean hasAll(String... expected) {
      return Arrays.stream(expected)
          .allMatch(
              label -> {
                String[] parts = label.split("=", 2);
                return parts[1].equals(labels.get(parts[0]));
              });
    }
  }
}
