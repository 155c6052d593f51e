package io.hairspring.benchmarks.load;

import io.hairspring.benchmarks.load.LoadGenerator.Load;
import io.hairspring.benchmarks.report.LoadSample;
import io.hairspring.benchmarks.report.PeerCosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What metrics add to a request of a whole server: the same small {@link Gateway} measured by
 * nothing, by Hairspring and by its peers, each in fresh JVMs in turn, under a load that saturates
 * it and at a fixed rate.
 *
 * <p>A main; writes Markdown tables to standard output. Takes {@code quick} for a run of seconds,
 * and settings as {@link LoadSettings} has them. This JVM is the client. CPU is that of the whole
 * server process, compiler and garbage collector included, after a warm-up; what one start makes of
 * the same code differs by some percent, so look at medians of many JVMs. Nobody scrapes meanwhile.
 */
public final class GatewayPeers {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final String SATURATED = "saturated";
  private static final int LOOKS = 500;
  private static final long PAUSE_MILLIS = 10;

  private final LoadSettings settings;
  private final List<LoadSample> samples = new ArrayList<>();

  private GatewayPeers(LoadSettings settings) {
    this.settings = settings;
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    LoadSettings settings;
    try {
      settings = LoadSettings.of(args);
    } catch (IllegalArgumentException refused) {
      System.err.println("GatewayPeers: " + refused.getMessage());
      System.exit(2);
      return;
    }
    new GatewayPeers(settings).run();
  }

  private void run() throws Exception {
    System.out.println(settings.line() + "\n");
    LoadSample.heading().forEach(System.out::println);
    for (int jvm = 1; jvm <= settings.jvms(); jvm++) {
      for (String subject : order(jvm)) {
        measure(subject, jvm);
      }
    }
    new PeerCosts(samples).tables().forEach(System.out::println);
  }

  /** Returns the subjects in another order each time, so that none always follows the same. */
  private List<String> order(int jvm) {
    List<String> order = new ArrayList<>(settings.subjects());
    Collections.rotate(order, jvm);
    if (jvm % 2 == 0) {
      Collections.reverse(order);
    }
    return order;
  }

  private void measure(String subject, int jvm) throws Exception {
    try (GatewayProcess gateway = new GatewayProcess(subject);
        LoadGenerator client = Gateway.client(gateway.port(), settings.connections())) {
      long sent = client.saturate(settings.warmUpNanos()).requests();
      Usage before = counted(gateway, subject, sent);
      Load load = client.saturate(settings.durationNanos());
      sent += load.requests();
      Usage after = counted(gateway, subject, sent);
      add(subject, SATURATED, jvm, load, before, after);
      load = client.atRate(settings.perSecond(), settings.durationNanos());
      sent += load.requests();
      add(subject, settings.perSecond() + "/s", jvm, load, after, counted(gateway, subject, sent));
    }
  }

  /** Returns what the server used, once it has counted every request: some are just ending. */
  private static Usage counted(GatewayProcess gateway, String subject, long sent)
      throws IOException, InterruptedException {
    Usage usage = gateway.usage();
    for (int i = 0; i < LOOKS && !isCounted(usage, subject, sent); i++) {
      Thread.sleep(PAUSE_MILLIS);
      usage = gateway.usage();
    }
    if (!isCounted(usage, subject, sent)) {
      throw new IOException(
          subject + " counted " + usage.requests() + " requests, expected " + sent);
    }
    return usage;
  }

  private static boolean isCounted(Usage usage, String subject, long sent) {
    return subject.equals(Subject.NOTHING) || usage.requests() == sent;
  }

  private void add(String subject, String kind, int jvm, Load load, Usage before, Usage after) {
    double requests = load.requests();
    LoadSample sample =
        new LoadSample(
            subject,
            kind,
            jvm,
            List.of(
                load.perSecond(),
                (after.cpuNanos() - before.cpuNanos()) / requests / NANOS_PER_MICRO,
                (after.bytes() - before.bytes()) / requests,
                load.micros(50),
                load.micros(99),
                load.micros(99.9),
                load.micros(99.99),
                kind.equals(SATURATED) ? Double.NaN : load.longestTurnNanos() / NANOS_PER_MICRO));
    samples.add(sample);
    System.out.println(sample.line());
  }
}
