package io.hairspring.exposition.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow as text is appended, and are kept for the next text. Appending allocates only
 * when the buffer grows, and where a method says so. Not thread-safe.
 */
public final class Utf8Buffer {
  private static final int FIRST_BYTES = 256; // most are short; the few long ones are kept
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /** Creates an empty buffer. */
  public Utf8Buffer() {}

  /** Forgets what was appended and keeps the memory. */
  public void clear() {
    length = 0;
  }

  /** Returns how many bytes were appended. */
  public int length() {
    return length;
  }

  /** Returns how many bytes fit before the buffer grows. */
  public int capacity() {
    return bytes.length;
  }

  /** Returns the bytes for reading: a view, valid until the buffer is cleared or appended to. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, length).asReadOnlyBuffer();
  }

  /** Appends one ASCII character. */
  public Utf8Buffer ascii(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Appends text that is known to be ASCII, such as a metric name. */
  public Utf8Buffer ascii(String text) {
    int n = text.length();
    room(n);
    for (int i = 0; i < n; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += n;
    return this;
  }

  /** Appends bytes as they are. */
  public Utf8Buffer raw(byte[] text) {
    return raw(text, 0, text.length);
  }

  /** Appends the bytes from {@code start} to before {@code end}. */
  Utf8Buffer raw(byte[] text, int start, int end) {
    int n = end - start;
    room(n);
    System.arraycopy(text, start, bytes, length, n);
    length += n;
    return this;
  }

  /** Appends the lowest eight bits of {@code value}, whatever they mean. */
  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /**
   * Appends again what stands from {@code start} to before {@code end}, then bytes, then a number
   * in decimal: room is made once for all, since most lines of a histogram are written so.
   */
  Utf8Buffer again(int start, int end, byte[] text, long value) {
    int n = end - start;
    room(n + text.length + Decimals.MOST_BYTES);
    System.arraycopy(bytes, start, bytes, length, n);
    System.arraycopy(text, 0, bytes, length + n, text.length);
    length = Decimals.put(bytes, length + n + text.length, value);
    return this;
  }

  /** Appends any text; half of a surrogate pair becomes U+FFFD, since UTF-8 cannot hold it. */
  public Utf8Buffer utf8(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      codePoint(c);
      i += Character.charCount(c);
    }
    return this;
  }

  /** Appends one code point, as {@link #utf8} does. */
  public Utf8Buffer codePoint(int c) {
    room(4);
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      tail(c, 0);
    } else if (c < 0x10000) {
      int whole = Character.isSurrogate((char) c) ? REPLACEMENT : c;
      bytes[length++] = (byte) (0xE0 | (whole >> 12));
      tail(whole, 6);
      tail(whole, 0);
    } else {
      bytes[length++] = (byte) (0xF0 | (c >> 18));
      tail(c, 12);
      tail(c, 6);
      tail(c, 0);
    }
    return this;
  }

  /** Appends a whole number in decimal. */
  public Utf8Buffer number(long value) {
    room(Decimals.MOST_BYTES);
    length = Decimals.put(bytes, length, value);
    return this;
  }

  /** Appends a point and the digits of a fraction, which is not 0. */
  void fraction(int billionths) {
    room(1 + Decimals.FRACTION_BYTES);
    bytes[length] = '.';
    length = Decimals.putFraction(bytes, length + 1, billionths);
  }

  /** Appends a whole number in decimal and the end of its line. */
  void line(long value) {
    room(Decimals.MOST_BYTES + 1);
    int end = Decimals.put(bytes, length, value);
    bytes[end] = '\n';
    length = end + 1;
  }

  /**
   * Lets somebody else write {@code n} bytes: makes room for them and returns the array; they go to
   * {@link #length()}, and {@link #written} takes them in.
   */
  byte[] reserve(int n) {
    room(n);
    return bytes;
  }

  /** Takes in what was written up to {@code end}. */
  void written(int end) {
    length = end;
  }

  /** Hands on what was appended, without a copy of it. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Returns a copy of what was appended. */
  public byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void tail(int c, int shift) {
    bytes[length++] = (byte) (0x80 | ((c >> shift) & 0x3F));
  }

  private void room(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }
}
