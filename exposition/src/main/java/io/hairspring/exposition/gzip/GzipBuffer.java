package io.hairspring.exposition.gzip;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Holds a text in gzip (RFC 1952), as a whole or chunk by chunk, and is kept for the next. Encoding
 * allocates only when the buffer grows. Not thread-safe; several threads may read.
 */
public final class GzipBuffer {
  private static final int TRAILER_BYTES = 8;
  // Magic, deflate, no flags, no time, fastest, unknown system (RFC 1952, 2.3).
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

  private static final GzipBuffer NOTHING = new GzipBuffer();
  private static final ByteBuffer NO_TEXT = ByteBuffer.allocate(0);

  private final CRC32 checksum = new CRC32();
  private final BitOutput out = new BitOutput();
  private final Chunks chunks = new Chunks();

  /** Creates an empty buffer. */
  public GzipBuffer() {}

  /** Encodes {@code text} as a whole in place of what was held. */
  public void encode(ByteBuffer text, Deflater deflater) {
    begin();
    checksum.reset();
    checksum.update(text.duplicate());
    out.deflate(text.duplicate(), deflater);
    end((int) checksum.getValue(), text.remaining());
  }

  /** Encodes {@code text} chunk by chunk in place of what was held. */
  public void encode(ByteBuffer text, ChunkDeflater deflater) {
    encode(text, NOTHING, NO_TEXT, deflater);
  }

  /**
   * Encodes {@code text} chunk by chunk in place of what was held. Chunks that stand in {@code
   * before} as they are, are taken from there.
   *
   * @param before holds the text before, in chunks or as a whole; not this. Read only
   * @param textBefore what that holds
   */
  public void encode(
      ByteBuffer text, GzipBuffer before, ByteBuffer textBefore, ChunkDeflater deflater) {
    begin();
    int crc = 0;
    int length = text.remaining();
    ChunkEnds ends = new ChunkEnds(text, textBefore, before.chunks);
    for (int start = 0; start < length; ) {
      int known = ends.next(start);
      int end = ends.end();
      int own;
      if (known >= 0) {
        out.copy(before.out, before.chunks.start(known), before.chunks.end(known));
        own = before.chunks.crc(known);
      } else {
        own = deflater.deflate(text, start, end, out);
      }
      chunks.add(end, out.length(), own);
      crc = Crc32Concatenation.of(crc, own, end - start);
      start = end;
    }
    ChunkDeflater.end(out);
    end(crc, length);
  }

  private void begin() {
    out.clear();
    out.copy(HEADER);
    chunks.clear(HEADER.length);
  }

  private void end(int crc, int length) {
    out.room(TRAILER_BYTES);
    out.put(crc & 0xffff_ffffL, Integer.SIZE);
    out.put(length, Integer.SIZE);
  }

  /** Returns in how many chunks the text is held; 0 if as a whole. */
  int chunks() {
    return chunks.count();
  }

  /** Returns how many bytes fit before the buffer grows. */
  public int capacity() {
    return out.capacity();
  }

  /** Returns the bytes for reading: a view, valid until the next is encoded. */
  public ByteBuffer asByteBuffer() {
    return out.asByteBuffer();
  }
}
