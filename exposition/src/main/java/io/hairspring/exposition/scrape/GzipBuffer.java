package io.hairspring.exposition.scrape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Holds an answer in gzip (RFC 1952), and is kept for the next. Encoding allocates only when the
 * buffer grows. Not thread-safe.
 */
final class GzipBuffer {
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int TRAILER_BYTES = 8;
  // Magic, deflate, no flags, no time, fastest, unknown system (RFC 1952, 2.3).
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

  private final CRC32 checksum = new CRC32();
  private ByteBuffer bytes = empty(FIRST_BYTES);

  /** Encodes {@code plain} in place of what was held. */
  void encode(ByteBuffer plain, Deflater deflater) {
    checksum.reset();
    checksum.update(plain.duplicate());
    bytes.clear();
    bytes.put(HEADER);
    deflater.setInput(plain.duplicate());
    deflater.finish();
    while (!deflater.finished()) {
      room(1);
      deflater.deflate(bytes);
    }
    room(TRAILER_BYTES);
    bytes.putInt((int) checksum.getValue()).putInt(plain.remaining());
  }

  /** Returns how many bytes fit before the buffer grows. */
  int capacity() {
    return bytes.capacity();
  }

  /** Returns the bytes for reading: a view, valid until the next is encoded. */
  ByteBuffer asByteBuffer() {
    return bytes.asReadOnlyBuffer().flip();
  }

  private void room(int more) {
    if (bytes.remaining() < more) {
      bytes = empty(Math.multiplyExact(2, bytes.capacity())).put(bytes.flip());
    }
  }

  private static ByteBuffer empty(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
