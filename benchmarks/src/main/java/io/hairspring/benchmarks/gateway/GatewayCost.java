package io.hairspring.benchmarks.gateway;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What its metrics cost the gateway: the same one with metrics and with {@code --no-metrics}, a
 * pair of fresh JVMs at a time. A main; writes what each took, and then a Markdown table of
 * requests a second, p99 and processor time a request, of the whole JVM and of some of its threads.
 *
 * <p>Both JVMs of a pair are warmed up, and then take turns of a second, so that what else the
 * machine does meets both. The warm-up is long since some starts are compiled for half a minute,
 * where compiler, gateway and client share two cores; heaps have one size from the beginning.
 *
 * <p>What the compiler makes of one start moves the processor time of a request by a tenth, so a
 * pair or two say nothing. See {@link GatewaysInTurn} for what is not moved by that.
 */
public final class GatewayCost {
  private static final int PAIRS = 12;
  private static final int SECONDS = 10;
  private static final int WARM_UPS = 8; // each with a beginning and an end
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofSeconds(1);

  private GatewayCost() {}

  /** Takes the pairs, the seconds that each is measured, and options of both gateways. */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.of(args, PAIRS, SECONDS);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Pairs took = new Pairs(FreshGateway.FIGURES);
    try (FixedUpstream upstream = new FixedUpstream()) {
      for (int pair = 0; pair < given.rounds(); pair++) {
        boolean first = pair % 2 == 1; // who begins changes
        try (FreshGateway one = FreshGateway.start(upstream.url(), first, given.rest());
            FreshGateway other = FreshGateway.start(upstream.url(), !first, given.rest())) {
          measure(one, other, given.time());
          took.add(first, out, one.figures());
          took.add(!first, out, other.figures());
        }
      }
    }
    took.print(out);
  }

  private static void measure(FreshGateway one, FreshGateway other, Duration time)
      throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      one.warmUp(WARM_UP);
      other.warmUp(WARM_UP);
    }
    for (int turn = 0; turn < time.dividedBy(TURN); turn++) {
      boolean swapped = turn % 2 == 1;
      (swapped ? other : one).measure(TURN);
      (swapped ? one : other).measure(TURN);
    }
  }
}
