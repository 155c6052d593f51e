package io.hairspring.exposition.gzip;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Deflates chunks (RFC 1951), each for itself: one block with codes of its own that refers to
 * nothing before the chunk and ends with a full flush. So deflated chunks in any order, and {@link
 * #end} after the last, are a stream. Made for text that repeats itself, of which it takes half the
 * time of zlib's fastest level for about the same size. Once made, allocates nothing. Not
 * thread-safe.
 */
public final class ChunkDeflater {
  private static final int MOST_CODE_BITS = 15;
  private static final int DYNAMIC_CODES = 0b10;
  private static final int FIXED_CODES = 0b01;
  private static final int HEADER_BYTES = 512; // at most, and of the flush
  private static final int FLUSH_BITS = 16; // of each of the lengths of a stored block

  private final byte[] chunk = new byte[ChunkEnds.MOST_BYTES];
  private final CRC32 checksum = new CRC32();
  private final Tokens tokens = new Tokens(chunk.length);
  private final HuffmanCode symbols = new HuffmanCode(Symbols.LITERALS_AND_LENGTHS, MOST_CODE_BITS);
  private final HuffmanCode distances = new HuffmanCode(Symbols.DISTANCES, MOST_CODE_BITS);
  private final CodeLengths header = new CodeLengths();

  // By length of a match: its symbol's code and the bits after it, and how many bits these are.
  private final int[] lengthBits = new int[Symbols.MOST_LENGTH + 1];
  private final byte[] lengthCounts = new byte[Symbols.MOST_LENGTH + 1];

  /** Creates one, which takes 0.4 MB. */
  public ChunkDeflater() {}

  /** Appends a chunk of a text, deflated, and returns its CRC. */
  int deflate(ByteBuffer text, int start, int end, BitOutput out) {
    int length = end - start;
    text.duplicate().position(text.position() + start).get(chunk, 0, length); // an array is faster
    tokens.find(chunk, length, symbols.counts(), distances.counts());
    symbols.counts()[Symbols.END_OF_BLOCK]++;
    symbols.build();
    distances.build();
    joinLengths();
    out.room(
        HEADER_BYTES + MOST_CODE_BITS * length / Byte.SIZE); // a match takes less than literals
    out.put(0, 1); // there are more
    out.put(DYNAMIC_CODES, 2);
    header.write(symbols, distances, out);
    write(out);
    out.put(symbols.code(Symbols.END_OF_BLOCK), symbols.length(Symbols.END_OF_BLOCK));
    flush(out);
    checksum.reset();
    checksum.update(chunk, 0, length);
    return (int) checksum.getValue();
  }

  private void joinLengths() {
    for (int length = Symbols.LEAST_LENGTH; length <= Symbols.MOST_LENGTH; length++) {
      int which = Symbols.ofLength(length);
      int bits = symbols.length(Symbols.FIRST_LENGTH + which);
      lengthBits[length] =
          symbols.code(Symbols.FIRST_LENGTH + which)
              | (length - Symbols.firstLength(which)) << bits;
      lengthCounts[length] = (byte) (bits + Symbols.lengthBits(which));
    }
  }

  private void write(BitOutput out) {
    for (int i = 0; i < tokens.size(); i++) {
      int token = tokens.get(i);
      if (token >= 0) {
        out.put(symbols.code(token), symbols.length(token));
      } else {
        int length = Tokens.length(token);
        int distance = Tokens.distance(token);
        int which = Symbols.ofDistance(distance);
        int bits = distances.length(which);
        long both =
            distances.code(which) | (long) (distance - Symbols.firstDistance(which)) << bits;
        out.put(
            lengthBits[length] | both << lengthCounts[length],
            lengthCounts[length] + bits + Symbols.distanceBits(which));
      }
    }
  }

  /** Ends the chunk by a stored block without bytes, after which a byte begins. */
  private static void flush(BitOutput out) {
    out.put(0, 3);
    out.align();
    out.put((long) ~0 << FLUSH_BITS & 0xffff_ffffL, 2 * FLUSH_BITS);
  }

  /** Ends a stream of chunks by a block without symbols. */
  static void end(BitOutput out) {
    out.room(2);
    out.put(1, 1);
    out.put(FIXED_CODES, 2);
    out.put(0, 7); // the end of the block
    out.align();
  }
}
