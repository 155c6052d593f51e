package io.hairspring.exposition.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** How many chunks are not those of the text before. */
class ChunkEndsTest {
  private static final int LINES = 20_000; // in some 25 chunks

  private final byte[] before = Texts.lines(LINES, i -> 1_000 + i % 9_000);
  private final Chunks chunks = new Chunks();
  private final int count = changed(before, ByteBuffer.allocate(0), new Chunks(), chunks);

  @Test
  void allAreOfATextThatDidNotChange() {
    assertThat(count).isBetween(20, 40);
    assertThat(changed(before.clone())).isZero();
  }

  @Test
  void aLongerOrShorterNumberChangesItsChunkAlone() {
    assertThat(changed(values(i -> i == LINES / 2 ? 1_000_000 : 1_000 + i % 9_000))).isEqualTo(1);
    assertThat(changed(values(i -> i == LINES / 3 ? 1 : 1_000 + i % 9_000))).isEqualTo(1);
  }

  @Test
  void numbersThatAllGotLongerChangeTheirChunksAlone() {
    assertThat(changed(values(i -> i < LINES / 10 ? 1_234_567 : 1_000 + i % 9_000)))
        .isBetween(2, count / 8);
  }

  @Test
  void aChunkThatGotTooLongIsCutAndTheNextOnesStay() {
    assertThat(changed(values(i -> i < 400 ? Long.MIN_VALUE : 1_000 + i % 9_000))).isLessThan(4);
  }

  @Test
  void linesThatCameOrWentChangeTheirChunkAlone() {
    byte[] without = new byte[before.length - 5_000];
    System.arraycopy(before, 0, without, 0, 100_000);
    System.arraycopy(before, 105_000, without, 100_000, without.length - 100_000);
    assertThat(changed(without)).isLessThanOrEqualTo(count);
    byte[] fewer = new byte[before.length - 1_000];
    System.arraycopy(before, 0, fewer, 0, 100_000);
    System.arraycopy(before, 101_000, fewer, 100_000, fewer.length - 100_000);
    assertThat(changed(fewer)).isEqualTo(1);
  }

  private static byte[] values(IntToLongFunction value) {
    return Texts.lines(LINES, value);
  }

  private int changed(byte[] text) {
    return changed(text, ByteBuffer.wrap(before), chunks, new Chunks());
  }

  private static int changed(byte[] text, ByteBuffer before, Chunks chunks, Chunks made) {
    ChunkEnds ends = new ChunkEnds(ByteBuffer.wrap(text), before, chunks);
    List<Integer> lengths = new ArrayList<>();
    int changed = 0;
    for (int start = 0; start < text.length; start = ends.end()) {
      changed += ends.next(start) < 0 ? 1 : 0;
      made.add(ends.end(), 0, 0);
      lengths.add(ends.end() - start);
    }
    assertThat(lengths).allMatch(length -> length > 0 && length <= ChunkEnds.MOST_BYTES);
    return changed;
  }
}
