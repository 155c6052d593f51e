package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import java.util.List;
import java.util.function.Function;

/**
 * Counters of tokens, by three labels. What no call can have taken is not added, or one absurd
 * reply would spoil a total for good; it is counted apart. Any thread.
 */
final class TokenCounts {
  /** The most tokens that one call can have taken; a thousand times what models take today. */
  static final long MOST = 1_000_000_000;

  private final Family<Counter> counters;
  private final Counter refused;

  TokenCounts(GroupInstruments group, String handles, Function<List<String>, Counter> resolve) {
    counters = group.handles(handles, 3, resolve);
    refused =
        group.counter(
            "token_counts_refused_total",
            "Token counts that were not added: negative, or above " + MOST + ".");
  }

  void add(String a, String b, String type, long n) {
    if (n < 0 || n > MOST) {
      refused.inc();
    } else {
      counters.with(a, b, type).add(n);
    }
  }
}
