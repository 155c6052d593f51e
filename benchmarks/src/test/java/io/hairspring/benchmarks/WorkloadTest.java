package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.benchmarks.Requests.Request;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void latenciesAreTheSameForTheSameSeed() {
    assertThat(Workload.latencies(100, 1)).isEqualTo(Workload.latencies(100, 1));
    assertThat(Workload.latencies(100, 1)).isNotEqualTo(Workload.latencies(100, 2));
  }

  @Test
  void latenciesHaveTheirMedianAndTailWhereTheyAreSaidToBe() {
    long[] sorted = Workload.latencies(100_000, 1);
    Arrays.sort(sorted);

    assertThat(sorted[50_000]).isBetween(19_500_000L, 20_500_000L);
    // 2.326 standard deviations above the median: 20 ms × exp(1.2 × 2.326) = 326 ms.
    assertThat(sorted[99_000]).isBetween(310_000_000L, 342_000_000L);
    assertThat(sorted[99_999]).isLessThan(Workload.HIGHEST_NANOS);
  }

  @Test
  void requestsHaveEveryShapeAndFailOnceInSixteen() {
    Requests requests = new Requests();
    Request[] all = Stream.generate(requests::next).limit(256).toArray(Request[]::new);

    assertThat(all).extracting(Request::shape).contains(0, 17, 47).doesNotContain(48);
    assertThat(all).filteredOn(Request::failed).hasSize(16);
    assertThat(requests.next()).isSameAs(all[0]);
  }

  @Test
  void noTwoThreadsSendTheSameRequestsInStep() {
    Requests first = new Requests();
    Requests second = new Requests();
    long alike =
        IntStream.range(0, 256).filter(i -> first.next().shape() == second.next().shape()).count();

    assertThat(alike).isLessThan(32); // of 48 shapes, one in 48 by chance
  }
}
