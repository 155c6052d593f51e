package io.hairspring.gateway.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Readers of the text format that other projects wrote. */
public final class Parsers {
  private static final String PYTHON =
      """
      import sys
      from prometheus_client.parser import text_string_to_metric_families
      for family in text_string_to_metric_families(sys.stdin.read()):
          for sample in family.samples:
              labels = ",".join(k + "=" + v for k, v in sorted(sample.labels.items()))
              print(sample.name + "{" + labels + "} " + repr(float(sample.value)))
      """;

  private Parsers() {}

  /** Asserts that promtool finds nothing wrong with {@code text}. */
  public static void assertPromtoolAccepts(Path folder, String text) {
    String file = RealProgram.require("promtool", "prometheus");
    RealProgram.Result result = RealProgram.run(folder, text, List.of(file, "check", "metrics"));
    if (result.exitCode() != 0 || !result.output().isBlank()) {
      throw new AssertionError("promtool: " + result.output());
    }
  }

  /**
   * Runs promtool with these arguments, asserts that it finds nothing wrong, and returns what it
   * says.
   */
  public static String promtool(Path folder, String... arguments) {
    return promtool(RealProgram.require("promtool", "prometheus"), folder, arguments);
  }

  /**
   * Runs the promtool beside the Prometheus 3 that the variable {@code PROMETHEUS_3} names, as
   * {@link #promtool} does; skips the test where there is none.
   */
  public static String promtool3(Path folder, String... arguments) {
    return promtool(RealProgram.beside("PROMETHEUS_3", "promtool"), folder, arguments);
  }

  private static String promtool(String file, Path folder, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(file);
    command.addAll(List.of(arguments));
    RealProgram.Result result = RealProgram.run(folder, "", command);
    if (result.exitCode() != 0) {
      throw new AssertionError("promtool: " + result.output());
    }
    return result.output();
  }

  /** Asserts that vmagent takes {@code config} for its scrapes. */
  public static void assertVmagentAccepts(Path folder, Path config) {
    String file = RealProgram.require("vmagent", "victoria-metrics");
    RealProgram.Result result =
        RealProgram.run(
            folder,
            "",
            List.of(
                file,
                "-dryRun",
                "-promscrape.config=" + config.toAbsolutePath(),
                "-remoteWrite.url=http://127.0.0.1:1"));
    if (result.exitCode() != 0) {
      throw new AssertionError("vmagent: " + result.output());
    }
  }

  /**
   * Returns each sample that Debian's python3-prometheus-client reads, as {@code name{a=b} 1.0}.
   */
  public static List<String> pythonSamples(Path folder, String text) {
    String file = RealProgram.require("python3", "python3");
    String debian = Path.of("/usr/bin/python3").toFile().canExecute() ? "/usr/bin/python3" : file;
    RealProgram.Result result = RealProgram.run(folder, text, List.of(debian, "-c", PYTHON));
    if (result.output().contains("No module named 'prometheus_client'")) {
      RealProgram.require("python3-prometheus-client", "python3-prometheus-client");
    }
    if (result.exitCode() != 0) {
      throw new AssertionError("python3: " + result.output());
    }
    return result.output().lines().toList();
  }
}
