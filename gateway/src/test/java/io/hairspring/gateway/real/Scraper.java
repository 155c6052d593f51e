package io.hairspring.gateway.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** A real time-series database that scrapes its targets every second. */
public final class Scraper implements AutoCloseable {
  private final RealProgram program;
  private final QueryApi api;

  private Scraper(RealProgram program, QueryApi api) {
    this.program = program;
    this.api = api;
  }

  /** Starts Prometheus with its data in {@code folder}; job {@code hairspring} has the targets. */
  public static Scraper prometheus(Path folder, int... targetPorts) {
    return prometheus(folder, List.of(), targetPorts);
  }

  /** Starts Prometheus as {@link #prometheus(Path, int...)}, and with these flags more. */
  public static Scraper prometheus(Path folder, List<String> flags, int... targetPorts) {
    return prometheus(RealProgram.require("prometheus", "prometheus"), folder, flags, targetPorts);
  }

  /**
   * Starts the Prometheus 3 that the variable {@code PROMETHEUS_3} names, which reads native
   * histograms; skips the test where there is none.
   */
  public static Scraper prometheus3(Path folder, int... targetPorts) {
    return prometheus(
        RealProgram.named("PROMETHEUS_3"),
        folder,
        List.of("--enable-feature=native-histograms"),
        targetPorts);
  }

  private static Scraper prometheus(
      String file, Path folder, List<String> flags, int... targetPorts) {
    int port = RealProgram.freePort();
    Path config = config(folder, targetPorts);
    List<String> command =
        new ArrayList<>(
            List.of(
                file,
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    command.addAll(flags);
    RealProgram program = RealProgram.start(folder, command);
    return ready(program, new QueryApi(port), "/-/ready");
  }

  /** Starts VictoriaMetrics with its data in {@code folder}; as {@link #prometheus}. */
  public static Scraper victoriaMetrics(Path folder, int... targetPorts) {
    String file = RealProgram.require("victoria-metrics", "victoria-metrics");
    int port = RealProgram.freePort();
    Path config = config(folder, targetPorts);
    RealProgram program =
        RealProgram.start(
            folder,
            List.of(
                file,
                "-promscrape.config=" + config,
                "-storageDataPath=" + folder.resolve("data"),
                "-search.latencyOffset=0s",
                "-httpListenAddr=127.0.0.1:" + port));
    return ready(program, new QueryApi(port), "/health");
  }

  /** Returns where its API is. */
  public URI url() {
    return api.url();
  }

  /** Returns the value of {@code query} once it satisfies {@code expectation}. */
  public double await(String query, DoublePredicate expectation) {
    double[] last = {Double.NaN};
    program.await(
        query + " (last " + last[0] + ")",
        () -> {
          OptionalDouble value = api.value(query);
          value.ifPresent(now -> last[0] = now);
          return value.isPresent() && expectation.test(last[0]);
        });
    return last[0];
  }

  @Override
  public void close() {
    program.close();
  }

  private static Scraper ready(RealProgram program, QueryApi api, String path) {
    try {
      program.await("the server to be ready", () -> api.answers(path));
      return new Scraper(program, api);
    } catch (AssertionError e) {
      program.close();
      throw e;
    }
  }

  private static Path config(Path folder, int... targetPorts) {
    try {
      return Files.writeString(
          folder.resolve("scrape.yml"),
          """
          scrape_configs:
            - job_name: hairspring
              scrape_interval: 1s
              scrape_timeout: 1s
              static_configs:
                - targets: [%s]
          """
              .formatted(
                  Arrays.stream(targetPorts)
                      .mapToObj(port -> "\"127.0.0.1:" + port + "\"")
                      .collect(Collectors.joining(", "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
