package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipBufferTest {
  @Test
  void whatHardlyShrinksIsHeldAllTheSame() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    GzipBuffer buffer = new GzipBuffer();
    try (Deflaters deflaters = new Deflaters()) {
      Deflater deflater = deflaters.take();
      buffer.encode(ByteBuffer.wrap(noise), deflater);
      deflaters.giveBack(deflater);
    }
    byte[] held = new byte[buffer.asByteBuffer().remaining()];
    buffer.asByteBuffer().get(held);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(held)).readAllBytes()).isEqualTo(noise);
  }

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
