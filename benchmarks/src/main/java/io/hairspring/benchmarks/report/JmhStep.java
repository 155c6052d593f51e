package io.hairspring.benchmarks.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One of JMH's benchmarks with one set of parameters. */
record JmhStep(String benchmark, Map<String, String> parameters, Options options, double seconds)
    implements Step {
  private static final double START_SECONDS = 1.5; // of a fork
  private static final int DEFAULT_FORKS = 5;
  private static final int DEFAULT_ITERATIONS = 5;
  private static final TimeValue DEFAULT_TIME = TimeValue.seconds(10);

  /** Returns a step for each set of parameters. */
  static List<Step> of(BenchmarkListEntry entry, Options options) {
    List<Map<String, String>> sets = new ArrayList<>(List.of(Map.of()));
    Map<String, String[]> none = Map.of();
    new TreeMap<>(entry.getParams().orElse(none))
        .forEach(
            (name, values) -> {
              Collection<String> chosen = options.getParameter(name).orElse(List.of(values));
              List<Map<String, String>> begun = List.copyOf(sets);
              sets.clear();
              begun.forEach(set -> chosen.forEach(value -> sets.add(with(set, name, value))));
            });
    double seconds = seconds(entry, options);
    return sets.stream()
        .<Step>map(set -> new JmhStep(entry.getUsername(), set, options, seconds))
        .toList();
  }

  private static Map<String, String> with(Map<String, String> set, String name, String value) {
    Map<String, String> more = new TreeMap<>(set);
    more.put(name, value);
    return more;
  }

  private static double seconds(BenchmarkListEntry entry, Options options) {
    int forks = options.getForkCount().orElse(entry.getForks().orElse(DEFAULT_FORKS));
    int warmUps =
        options
            .getWarmupIterations()
            .orElse(entry.getWarmupIterations().orElse(DEFAULT_ITERATIONS));
    TimeValue warmUp = options.getWarmupTime().orElse(entry.getWarmupTime().orElse(DEFAULT_TIME));
    int iterations =
        options
            .getMeasurementIterations()
            .orElse(entry.getMeasurementIterations().orElse(DEFAULT_ITERATIONS));
    TimeValue time =
        options.getMeasurementTime().orElse(entry.getMeasurementTime().orElse(DEFAULT_TIME));
    return Math.max(1, forks)
        * (START_SECONDS + warmUps * seconds(warmUp) + iterations * seconds(time));
  }

  private static double seconds(TimeValue time) {
    return time.convertTo(TimeUnit.MILLISECONDS) / 1e3;
  }

  @Override
  public String name() {
    String name =
        benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    return parameters.isEmpty() ? name : name + " " + String.join(" ", parameters.values());
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public boolean isJmh() {
    return true;
  }

  @Override
  public Optional<String> run(PrintStream out) throws Exception {
    ChainedOptionsBuilder one =
        new OptionsBuilder().parent(options).include("^" + Pattern.quote(benchmark) + "$");
    parameters.forEach(one::param);
    Collection<RunResult> results = new Runner(one.build(), teller(out)).run();
    if (results.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultFormatFactory.getInstance(
            ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
        .writeOut(results);
    return Optional.of(json.toString(StandardCharsets.UTF_8));
  }

  /** Returns what JMH is to tell, but for its last words, which would follow each step. */
  private OutputFormat teller(PrintStream out) {
    OutputFormat all =
        OutputFormatFactory.createFormatInstance(
            out, options.verbosity().orElse(VerboseMode.NORMAL));
    return (OutputFormat)
        Proxy.newProxyInstance(
            OutputFormat.class.getClassLoader(),
            new Class<?>[] {OutputFormat.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("endRun") ? null : method.invoke(all, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
