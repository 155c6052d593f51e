package io.hairspring.exposition.format;

/**
 * Writes Protocol Buffers into a buffer: the few kinds of fields that Prometheus asks for. Messages
 * nest by {@link #begin} and {@link #end}; the length of one is put before it when it ends. Nothing
 * is allocated. Not thread-safe.
 *
 * <p>Source: protobuf.dev, "Encoding".
 */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int TYPE_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  private Utf8Buffer out;

  /** Begins an answer. */
  void begin(Utf8Buffer out) {
    this.out = out;
  }

  /** Writes a whole number of a field of the types int, uint or enum. */
  void number(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  /** Writes a whole number of a field of the type sint. */
  void signed(int field, long value) {
    tag(field, VARINT);
    signed(value);
  }

  /** Writes a whole number of a packed field of the type sint. */
  void signed(long value) {
    varint((value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  /** Writes a double. */
  void number(int field, double value) {
    tag(field, FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      out.octet((int) (bits >>> shift));
    }
  }

  /** Writes a text. */
  void text(int field, String text) {
    int start = begin(field);
    out.utf8(text);
    end(start);
  }

  /** Begins a nested message, a text or a packed field; returns what {@link #end} is given. */
  int begin(int field) {
    tag(field, DELIMITED);
    return beginDelimited();
  }

  /** Begins a message of the answer itself. */
  int beginDelimited() {
    out.octet(0); // the length, if it fits into one byte
    return out.length();
  }

  /** Ends what begins at {@code start}, and puts its length before it. */
  void end(int start) {
    int length = out.length() - start;
    int more = 0;
    for (int rest = length >>> GROUP_BITS; rest != 0; rest >>>= GROUP_BITS) {
      more++;
    }
    byte[] bytes = out.reserve(more);
    System.arraycopy(bytes, start, bytes, start + more, length);
    out.written(out.length() + more);
    int at = start - 1;
    int rest = length;
    for (; rest >= MORE; rest >>>= GROUP_BITS) {
      bytes[at++] = (byte) (rest | MORE);
    }
    bytes[at] = (byte) rest;
  }

  private void tag(int field, int type) {
    varint((long) field << TYPE_BITS | type);
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & -MORE) != 0; rest >>>= GROUP_BITS) {
      out.octet((int) rest | MORE);
    }
    out.octet((int) rest);
  }
}
