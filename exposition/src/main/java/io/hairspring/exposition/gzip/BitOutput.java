package io.hairspring.exposition.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Bytes that grow, and bits that are appended to them from the lowest on, as deflate has them (RFC
 * 1951, 3.1.1). Not thread-safe.
 */
final class BitOutput {
  private static final int FIRST_BYTES = 8 * 1024;
  // Plain: a view of an array that one thread has.
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private long pending; // those that fill no byte yet
  private int count;

  /** Forgets what was appended and keeps the memory. */
  void clear() {
    length = 0;
    pending = 0;
    count = 0;
  }

  int length() {
    return length;
  }

  int capacity() {
    return bytes.length;
  }

  /** Makes room for so many more bytes; before {@link #put}, which does not look. */
  void room(int more) {
    int needed = Math.addExact(length, more + Long.BYTES); // a word is written for any bits
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  /** Appends the lowest bits of {@code value}, at most 56 of them; the others are 0. */
  void put(long value, int bitCount) {
    long all = pending | value << count;
    int end = count + bitCount;
    WORD.set(bytes, length, all); // without a branch, which would be guessed wrong half the time
    length += end >> 3;
    pending = all >>> (end & -Byte.SIZE);
    count = end & (Byte.SIZE - 1);
  }

  /** Appends zeros up to the next byte. */
  void align() {
    put(0, -count & (Byte.SIZE - 1));
  }

  /** Appends bytes; at a byte's end. */
  void copy(BitOutput from, int start, int end) {
    room(end - start);
    System.arraycopy(from.bytes, start, bytes, length, end - start);
    length += end - start;
  }

  /** Appends bytes; at a byte's end. */
  void copy(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, length, from.length);
    length += from.length;
  }

  /** Appends all that is left of a text, deflated as one stream; at a byte's end. */
  void deflate(ByteBuffer text, Deflater deflater) {
    deflater.setInput(text);
    deflater.finish();
    while (!deflater.finished()) {
      room(1);
      length += deflater.deflate(bytes, length, bytes.length - length);
    }
  }

  /** Returns the bytes for reading: a view, valid until it is cleared or appended to. */
  ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
  }
}
