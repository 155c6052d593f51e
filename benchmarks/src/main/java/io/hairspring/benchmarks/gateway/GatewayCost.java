package io.hairspring.benchmarks.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What its metrics cost the gateway: the same one with metrics and with {@code --no-metrics}, each
 * in JVMs of its own that take turns. A main; writes what each took, and then a Markdown table of
 * processor time a request, of the whole JVM, requests a second and p99.
 *
 * <p>What the compiler makes of one start moves the processor time of a request by a tenth, so a
 * pair or two say nothing. See {@link GatewaysInTurn} for what is not moved by that.
 */
public final class GatewayCost {
  private static final int PAIRS = 12;
  private static final int SECONDS = 10;
  private static final int WARM_UPS = 5; // each with a beginning and an end
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final long START_NANOS = Duration.ofSeconds(30).toNanos();
  private static final String MAIN = "io.hairspring.gateway.cli.Main";

  private final Duration time;
  private final List<String> options;

  private GatewayCost(Duration time, List<String> options) {
    this.time = time;
    this.options = options;
  }

  /** Takes the pairs, the seconds of each load, and options of both gateways. */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.of(args, PAIRS, SECONDS);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new GatewayCost(given.time(), given.rest()).compare(given.rounds(), out);
  }

  private void compare(int pairs, PrintStream out) throws Exception {
    Pairs took = new Pairs("CPU of a request, us", "requests/s", "p99, ms");
    try (FixedUpstream upstream = new FixedUpstream()) {
      for (int pair = 0; pair < pairs; pair++) {
        boolean first = pair % 2 == 1; // who begins changes
        took.add(first, out, measure(upstream, first));
        took.add(!first, out, measure(upstream, !first));
      }
    }
    took.print(out);
  }

  private double[] measure(FixedUpstream upstream, boolean metrics) throws Exception {
    int port = freePort();
    Process gateway = start(port, upstream, metrics);
    try {
      awaitStart(gateway, port);
      for (int i = 0; i < WARM_UPS; i++) {
        ClosedLoad.run(port, WARM_UP);
      }
      Duration before = cpu(gateway);
      ClosedLoad.Outcome load = ClosedLoad.run(port, time);
      double micros = cpu(gateway).minus(before).toNanos() / 1e3;
      return new double[] {
        micros / load.requests(), load.requestsPerSecond(), load.p99Millis(),
      };
    } finally {
      gateway.destroy();
      gateway.waitFor();
    }
  }

  private Process start(int port, FixedUpstream upstream, boolean metrics) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("--port", Integer.toString(port), "--upstream", upstream.url()));
    command.addAll(metrics ? List.of("--metrics-port", "0") : List.of("--no-metrics"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static void awaitStart(Process gateway, int port) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!gateway.isAlive() || System.nanoTime() - startNanos > START_NANOS) {
          throw new IllegalStateException("the gateway does not listen", notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  private static Duration cpu(Process gateway) {
    return gateway
        .toHandle()
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system tells no processor times"));
  }
}
