package io.hairspring.benchmarks.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Keeps what JMH tells of each benchmark as it ends, which JMH itself gives away only after the
 * last, and passes everything on. Used by the thread that runs JMH.
 */
final class Progress implements InvocationHandler {
  private final OutputFormat shown;
  private final Runnable ended;
  private final List<RunResult> results = new ArrayList<>();
  private final Set<String> withoutResult = new LinkedHashSet<>();
  private BenchmarkParams running;

  /**
   * Creates one.
   *
   * @param shown is told the same
   * @param ended runs whenever a benchmark has ended
   */
  Progress(OutputFormat shown, Runnable ended) {
    this.shown = shown;
    this.ended = ended;
  }

  /** Returns what JMH is to tell. */
  OutputFormat listener() {
    return (OutputFormat)
        Proxy.newProxyInstance(
            OutputFormat.class.getClassLoader(), new Class<?>[] {OutputFormat.class}, this);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Object answer;
    try {
      answer = method.invoke(shown, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
    switch (method.getName()) {
      case "startBenchmark" -> start((BenchmarkParams) arguments[0]);
      case "endBenchmark" -> end((BenchmarkResult) arguments[0]);
      default -> {}
    }
    return answer;
  }

  private void start(BenchmarkParams started) {
    running = started;
    withoutResult.add(name(started));
  }

  private void end(BenchmarkResult result) { // null where all forks failed
    if (result != null) {
      withoutResult.remove(name(running));
      results.add(new RunResult(running, List.of(result)));
    }
    ended.run();
  }

  private static String name(BenchmarkParams params) {
    String name = params.getBenchmark();
    StringJoiner parts = new StringJoiner(" ");
    parts.add(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
    for (Object key : params.getParamsKeys()) {
      parts.add(params.getParam((String) key));
    }
    return parts.toString();
  }

  /** Returns the benchmarks that began and gave no result, with their parameters. */
  List<String> withoutResult() {
    return List.copyOf(withoutResult);
  }

  /** Returns all results so far, as JMH writes them. */
  String json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
