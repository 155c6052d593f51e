package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  @Test
  void whatIsLeftTakesAsLongAsThePastDid() {
    TimeLeft left = new TimeLeft(4, 400);
    assertThat(left).hasToString("0 of 4 done, 7 min left");

    left.took(100, 200);
    assertThat(left.seconds()).isEqualTo(600);

    left.spared(100); // says nothing of how fast it goes
    assertThat(left.seconds()).isEqualTo(400);
    assertThat(left).hasToString("2 of 4 done, 7 min left");
  }

  @Test
  void hoursAreTold() {
    assertThat(new TimeLeft(1, 5400)).hasToString("0 of 1 done, 1 h 30 min left");
  }
}
