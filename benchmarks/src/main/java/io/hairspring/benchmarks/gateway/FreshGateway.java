package io.hairspring.benchmarks.gateway;

import io.hairspring.benchmarks.load.LoadGenerator.Load;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A gateway in a JVM of its own, and what it took while it was measured. */
final class FreshGateway implements AutoCloseable {
  /** What {@link #figures} returns. */
  static final String[] FIGURES = {
    "requests/s",
    "p99, ms",
    "CPU of a request, us",
    "by serving threads, us",
    "of that in the kernel, us",
    "by the compiler, us"
  };

  private static final long START_NANOS = Duration.ofSeconds(30).toNanos();
  private static final String MAIN = "io.hairspring.gateway.cli.Main";

  private final int port;
  private final Process process;
  private final Histogram latencies = new Histogram(3);
  private double seconds;
  private ProcessTime used = ProcessTime.NONE;

  private FreshGateway(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** Starts one, and waits until it listens. */
  static FreshGateway start(String upstream, boolean metrics, List<String> options)
      throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xms256m", "-Xmx256m", "-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("--port", Integer.toString(port), "--upstream", upstream));
    command.addAll(metrics ? List.of("--metrics-port", "0") : List.of("--no-metrics"));
    command.addAll(options);
    FreshGateway started =
        new FreshGateway(
            port,
            new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    try {
      started.awaitStart();
      return started;
    } catch (InterruptedException | RuntimeException failure) {
      started.close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private void awaitStart() throws InterruptedException {
    long startNanos = System.nanoTime();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() - startNanos > START_NANOS) {
          throw new IllegalStateException("the gateway does not listen", notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  /** Asks it for so long, without measuring. */
  void warmUp(Duration time) throws IOException {
    ClosedLoad.run(port, time);
  }

  /** Asks it for so long, and adds what that took. */
  void measure(Duration time) throws IOException {
    ProcessTime before = ProcessTime.of(process);
    Load load = ClosedLoad.run(port, time);
    used = used.and(ProcessTime.of(process).minus(before));
    latencies.add(load.latencies());
    seconds += load.seconds();
  }

  /** Returns what it took so far. */
  double[] figures() {
    double requests = latencies.getTotalCount();
    return new double[] {
      requests / seconds,
      latencies.getValueAtPercentile(99) / 1e6,
      used.all() / requests,
      used.serving() / requests,
      used.kernel() / requests,
      used.compiling() / requests
    };
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
