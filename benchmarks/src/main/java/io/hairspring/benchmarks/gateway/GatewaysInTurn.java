package io.hairspring.benchmarks.gateway;

import com.sun.management.ThreadMXBean;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.GatewayConfig.Exposure;
import io.hairspring.gateway.GatewayConfig.Recording;
import io.hairspring.gateway.proxy.ProxyConfig;
import io.hairspring.gateway.route.Route;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What its metrics cost the gateway, within one JVM: two gateways, of which one measures, take
 * turns. A main; writes a Markdown table of what a request took the threads that serve it, in
 * processor time and in bytes allocated.
 *
 * <p>Both run the same compiled code but for what is measured, and under the same disturbances, so
 * a few minutes tell more of small differences than fresh JVMs do. What is left out is what else
 * the metrics do beside requests, and what the compiler could do for one gateway alone.
 */
public final class GatewaysInTurn {
  private static final int ROUNDS = 30;
  private static final int SECONDS = 2;
  private static final int WARM_UPS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_CONNECTIONS = 1_000;
  private static final String TOKEN = "of-no-use-to-anybody";
  private static final String THREADS = "hairspring-gateway";

  private static final ThreadMXBean JVM = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private GatewaysInTurn() {}

  /** Takes the rounds, the seconds of each load, and "ring" to record through a ring. */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.of(args, ROUNDS, SECONDS);
    Recording recording =
        given.rest().isEmpty()
            ? Recording.DIRECT
            : Recording.valueOf(String.join(" ", given.rest()).toUpperCase(Locale.ROOT));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    compare(recording, WARM_UPS, given.rounds(), given.time(), out);
  }

  static void compare(Recording recording, int warmUps, int rounds, Duration time, PrintStream out)
      throws Exception {
    Pairs took = new Pairs("CPU of a request, us", "bytes of a request");
    try (FixedUpstream upstream = new FixedUpstream();
        Served without = Served.start(upstream, recording, false);
        Served with = Served.start(upstream, recording, true)) {
      for (int round = -warmUps; round < rounds; round++) {
        for (int turn = 0; turn < 2; turn++) {
          boolean measured = (round + turn & 1) == 0; // who begins changes
          double[] values = (measured ? with : without).serve(time);
          if (round >= 0) {
            took.add(measured, out, values);
          }
        }
      }
    }
    took.print(out);
  }

  /** A gateway and the threads that serve its requests. */
  private record Served(Gateway gateway, List<Long> threads) implements AutoCloseable {
    static Served start(FixedUpstream upstream, Recording recording, boolean metrics) {
      Set<Long> before = servingThreads();
      HairspringConfig config = HairspringConfig.load(null, Map.of(), Map.of("metrics-port", "0"));
      Gateway gateway =
          Gateway.start(
              new GatewayConfig(
                  "127.0.0.1",
                  0,
                  MOST_CONNECTIONS,
                  List.of(Route.toAll(URI.create(upstream.url()))),
                  0,
                  recording,
                  metrics ? new Exposure(config, TOKEN) : null,
                  new ProxyConfig(PATIENCE, PATIENCE, MOST_CONNECTIONS, MOST_CONNECTIONS)));
      Set<Long> own = servingThreads();
      own.removeAll(before);
      return new Served(gateway, List.copyOf(own));
    }

    private static Set<Long> servingThreads() {
      Set<Long> ids = new TreeSet<>();
      for (long id : JVM.getAllThreadIds()) {
        ThreadInfo thread = JVM.getThreadInfo(id); // null if it has ended
        if (thread != null && thread.getThreadName().startsWith(THREADS)) {
          ids.add(id);
        }
      }
      return ids;
    }

    /** Returns microseconds and bytes of a request. */
    double[] serve(Duration time) throws Exception {
      long nanos = cpuNanos();
      long bytes = allocatedBytes();
      long requests = ClosedLoad.run(gateway.url().getPort(), time).requests();
      return new double[] {
        (cpuNanos() - nanos) / 1e3 / requests, (double) (allocatedBytes() - bytes) / requests,
      };
    }

    private long cpuNanos() {
      return threads.stream().mapToLong(JVM::getThreadCpuTime).sum();
    }

    private long allocatedBytes() {
      return threads.stream().mapToLong(JVM::getThreadAllocatedBytes).sum();
    }

    @Override
    public void close() {
      gateway.stop(Duration.ofSeconds(1));
    }
  }
}
