package io.hairspring.exposition.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipBufferTest {
  private static final int LINES = 4_000; // some 250 KB
  private static final ChunkDeflater NOTHING_TO_DEFLATE = null;

  private final ChunkDeflater deflater = new ChunkDeflater();
  private final GzipBuffer first = new GzipBuffer();
  private final GzipBuffer second = new GzipBuffer();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 65_535, 65_536, 65_537, 300_000})
  void holdsTextsOfAnyLengthAsAWholeOrInChunks(int length) throws Exception {
    byte[] lines = Arrays.copyOf(Texts.lines(6_000, i -> i), length);
    byte[] noise = Texts.noise(new Random(1), length, 256);
    for (byte[] text : new byte[][] {lines, noise, new byte[length]}) {
      first.encode(ByteBuffer.wrap(text), deflater);
      assertThat(text(first)).isEqualTo(text);
      Deflater zlib = new Deflater(1, true);
      second.encode(ByteBuffer.wrap(text), zlib);
      zlib.end();
      assertThat(text(second)).isEqualTo(text);
    }
  }

  @Test
  void isNotMuchLongerThanByTheFastestLevelOfZlib() {
    ByteBuffer text = ByteBuffer.wrap(Texts.lines(LINES, i -> i * 7919L));
    first.encode(text, deflater);
    Deflater zlib = new Deflater(1, true);
    second.encode(text, zlib);
    zlib.end();
    assertThat(Texts.held(first).length).isLessThan((int) (1.3 * Texts.held(second).length));
  }

  @Test
  void aTextThatDidNotChangeIsNotDeflatedAgain() throws Exception {
    byte[] text = Texts.lines(LINES, i -> i);
    first.encode(ByteBuffer.wrap(text), deflater);
    second.encode(ByteBuffer.wrap(text.clone()), first, ByteBuffer.wrap(text), NOTHING_TO_DEFLATE);
    assertThat(second.chunks()).isGreaterThan(3).isEqualTo(first.chunks());
    assertThat(Texts.held(second)).isEqualTo(Texts.held(first));
  }

  @Test
  void holdsWhatChangedSinceTheTextBefore() throws Exception {
    byte[] before = Texts.lines(LINES, i -> i);
    first.encode(ByteBuffer.wrap(before), deflater);
    byte[] after = Texts.lines(LINES, i -> i == LINES / 2 ? 123_456_789_012L : i);
    second.encode(ByteBuffer.wrap(after), first, ByteBuffer.wrap(before), deflater);
    assertThat(text(second)).isEqualTo(after);
    assertThat(text(first)).isEqualTo(before);
  }

  /** Edits of one text after the other: what is kept is always of the last. */
  @Property(tries = 60)
  void holdsAnyTextAfterAnyOther(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 255) int values) throws Exception {
    Random random = new Random(seed);
    ChunkDeflater any = new ChunkDeflater();
    GzipBuffer before = new GzipBuffer();
    GzipBuffer next = new GzipBuffer();
    byte[] textBefore = new byte[0];
    byte[] text = Texts.lines(random.nextInt(3_000), i -> seed);
    for (int i = 0; i < 5; i++) {
      next.encode(ByteBuffer.wrap(text), before, ByteBuffer.wrap(textBefore), any);
      assertThat(text(next)).isEqualTo(text);
      GzipBuffer free = before;
      before = next;
      next = free;
      textBefore = text;
      text = edited(text, random, values);
    }
  }

  private static byte[] edited(byte[] text, Random random, int values) {
    int start = random.nextInt(text.length + 1);
    int end = start + random.nextInt(Math.min(text.length - start, 1 << random.nextInt(17)) + 1);
    byte[] instead = Texts.noise(random, random.nextInt(1 << random.nextInt(17)), values);
    ByteBuffer edited = ByteBuffer.allocate(text.length - (end - start) + instead.length);
    edited.put(text, 0, start).put(instead).put(text, end, text.length - end);
    return edited.array();
  }

  @Test
  void leavesNoGarbage() {
    ByteBuffer[] texts = {
      ByteBuffer.wrap(Texts.lines(LINES, i -> i)), ByteBuffer.wrap(Texts.lines(LINES, i -> i + 1))
    };
    GzipBuffer[] buffers = {first, second};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      int now = i % 2;
      long start = threads.getCurrentThreadAllocatedBytes();
      buffers[now].encode(texts[now], buffers[1 - now], texts[1 - now], deflater);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - start);
    }
    assertThat(least).isLessThan(LINES);
  }

  @Test
  void otherProgramsReadIt(@TempDir Path folder) throws Exception {
    byte[] text = Texts.lines(LINES, i -> i * 7919L);
    first.encode(ByteBuffer.wrap(text), deflater);
    Path file = Files.write(folder.resolve("text.gz"), Texts.held(first));
    assertThat(output("gzip", "-dc", file.toString())).isEqualTo(text);
    String read = "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
    assertThat(output("python3", "-c", read, file.toString())).isEqualTo(text);
  }

  private static byte[] output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      return process.getInputStream().readAllBytes();
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] text(GzipBuffer buffer) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(Texts.held(buffer))).readAllBytes();
  }
}
