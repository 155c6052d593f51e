package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One place, for which readers and those who wait compete. */
class AnswerPlacesTest {
  private final AnswerPlaces places = new AnswerPlaces(1);
  private final List<String> ran = new ArrayList<>();
  private final Runnable first = new Reader("first", ran);
  private final Runnable second = new Reader("second", ran);

  @Test
  void whoeverFindsNoPlaceIsRunWhenOneIsGivenBack() {
    assertThat(places.take(() -> ran.add("never"))).isTrue();
    assertThat(places.take(() -> ran.add("next"))).isFalse();
    assertThat(places.take(() -> ran.add("last"))).isFalse();
    places.giveBack();
    assertThat(ran).containsExactly("next");
    assertThat(places.take(first)).isTrue();
  }

  @Test
  void slowReadersAreCutOffOnceSomebodyWaits() {
    places.take(first);
    places.slow(first);
    places.slow(second);
    assertThat(ran).isEmpty();
    places.take(() -> {});
    assertThat(ran).containsExactly("first cut off", "second cut off");
    places.take(() -> {});
    assertThat(ran).hasSize(2);
  }

  @Test
  void aReaderThatTurnsOutToBeSlowWhileSomebodyWaitsIsCutOffAtOnce() {
    places.take(first);
    places.take(() -> {});
    places.slow(first);
    assertThat(ran).containsExactly("first cut off");
    assertThat(places.cutOffFirst()).isFalse();
  }

  @Test
  void whoeverIsDoneIsNotCutOff() {
    places.slow(first);
    places.slow(second);
    places.done(first);
    assertThat(places.cutOffFirst()).isTrue();
    assertThat(places.cutOffFirst()).isFalse();
    assertThat(ran).containsExactly("second cut off");
  }

  /** A reader that says so when it is cut off. */
  private record Reader(String name, List<String> ran) implements Runnable {
    @Override
    public void run() {
      ran.add(name + " cut off");
    }
  }
}
