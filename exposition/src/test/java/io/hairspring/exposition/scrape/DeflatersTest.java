package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class DeflatersTest {
  @Test
  void deflatersAreUsedAgainAndEnded() {
    Deflaters deflaters = new Deflaters();
    Deflater first = deflaters.take();
    Deflater late = deflaters.take();
    deflaters.giveBack(first);
    assertThat(deflaters.take()).isSameAs(first);
    deflaters.giveBack(first);
    deflaters.close();
    assertThatIsEnded(first);
    deflaters.giveBack(late);
    assertThatIsEnded(late);
  }

  private static void assertThatIsEnded(Deflater deflater) {
    assertThat(catchThrowable(deflater::getTotalIn))
        // What JDKs say of a deflater that ended: one or the other, by version.
        .isInstanceOfAny(IllegalStateException.class, NullPointerException.class);
  }
}
