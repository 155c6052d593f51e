package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks that end anywhere in what a thread asks of a collector: no lock stays taken. */
class ShortStackTest {
  private static final int FRAMES = 100; // so many from the end of the stack on
  private static final int OFFSETS = 2;
  private static final int STACK_BYTES = 256 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults()
              .withMaxStripes(2)
              .withMaxCollectionsPerSecond(0)
              .withClockThread(false));
  private final Family<Counter> counters =
      metrics.counter("done_total", "Done.").maxSeries(100_000).family("kind");
  private final LatencyRecorder latency = metrics.latency("took_seconds", "Took.").register();
  private int made;

  /** What a thread may ask, and another must still be able to. */
  interface Asked {
    void of(ShortStackTest test);
  }

  static Stream<Named<Asked>> asked() {
    return Stream.of(
        Named.of("collect", test -> Seen.of(test.metrics)),
        Named.of("close the epoch", test -> Seen.reset(test.metrics)),
        Named.of("close a family's", test -> Seen.reset(test.metrics, "done_total")),
        Named.of("close a series'", test -> Seen.reset(test.metrics, "done_total", "kept")),
        Named.of("read a latency", test -> test.latency.total().count()),
        Named.of("tick", test -> test.metrics.tick()),
        Named.of("add", test -> test.counters.with("new" + test.made++).inc()),
        Named.of("remove", test -> test.counters.remove("new" + test.made++)),
        Named.of("register", test -> test.metrics.gauge("g" + test.made++, "G.").register()),
        Named.of("pass the largest", test -> test.counters.with("kept").add(Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("asked")
  void aStackThatEndsAnywhereLeavesNoLockTaken(Asked asked) throws InterruptedException {
    counters.with("kept").inc();
    latency.record(1_000);
    assertAllAnswer(); // and no class is first used where the stack ends
    for (int offset = 0; offset < OFFSETS; offset++) {
      int wanted = offset;
      start(() -> nearTheEnd(asked, wanted)).join(LIMIT.toMillis());
    }
    assertAllAnswer();
  }

  private void assertAllAnswer() throws InterruptedException {
    List<String> answered = new ArrayList<>();
    List<Named<Asked>> all = asked().toList();
    for (Named<Asked> each : all) {
      start(
              () -> {
                each.getPayload().of(this);
                answered.add(each.getName());
              })
          .join(LIMIT.toMillis());
    }
    assertThat(answered).containsExactlyElementsOf(all.stream().map(Named::getName).toList());
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(null, work, "short", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void nearTheEnd(Asked asked, int offset) {
    if (offset > 0) {
      nearTheEnd(asked, offset - 1);
    } else {
      descend(asked, new int[1]);
    }
  }

  /** Goes to the end of the stack, and asks on the way back, from every frame. */
  @SuppressWarnings("InfiniteRecursion") // on purpose
  private void descend(Asked asked, int[] back) {
    try {
      descend(asked, back);
    } catch (StackOverflowError expected) {
      // the end, or what was asked came to it
    }
    if (back[0]++ < FRAMES) {
      asked.of(this);
    }
  }
}
