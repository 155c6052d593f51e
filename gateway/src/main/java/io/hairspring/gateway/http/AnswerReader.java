package io.hairspring.gateway.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads heads of answers (RFC 9112, sections 2 to 5), however they are cut into pieces. A line may
 * end without a carriage return, a value may be folded, and a status line have no reason. Mutable;
 * one head at a time.
 */
public final class AnswerReader {
  /** The longest head that is read, with those of interim answers before it. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int USUAL_BYTES = 1024;
  private static final int NAMES_KEPT = 16;
  private static final int MOST_OF_A_NAME = Byte.MAX_VALUE; // which Undertow counts in a byte
  private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
  private static final int MINOR = VERSION.length;
  private static final int STATUS = MINOR + 2;
  private static final int STATUS_END = STATUS + 3;
  private static final boolean[] OF_TOKENS = new boolean[256];

  static {
    for (byte one :
        ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + "!#$%&'*+-.^_`|~")
            .getBytes(StandardCharsets.US_ASCII)) {
      OF_TOKENS[one] = true;
    }
  }

  private byte[] bytes = new byte[USUAL_BYTES];
  private final HttpString[] names = new HttpString[NAMES_KEPT]; // of heads before
  private int length;
  private int lineStart;
  private int interimBytes; // of the heads since the last final one

  /**
   * Takes what belongs to the head and leaves the rest.
   *
   * @return the head once it is whole, else null
   * @throws BadMessageException if this is none
   */
  public Answer read(ByteBuffer from) throws BadMessageException {
    while (from.hasRemaining()) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int before = length;
      int count = Math.min(from.remaining(), bytes.length - before);
      from.get(from.position(), bytes, before, count);
      length += count;
      expect(interimBytes + length <= MOST_BYTES);
      expect(length < MINOR || Arrays.equals(bytes, 0, MINOR, VERSION, 0, MINOR));
      int end = endOfHead(before);
      if (end >= 0) {
        from.position(from.position() + end - before);
        Answer answer = parsed();
        interimBytes = answer.isInterim() ? interimBytes + end : 0;
        return answer;
      }
      from.position(from.position() + count);
    }
    return null;
  }

  /** Returns where the empty line ends; -1 if it has not come. */
  private int endOfHead(int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == '\n') {
        if (i == lineStart || (i == lineStart + 1 && bytes[lineStart] == '\r')) {
          return i + 1;
        }
        lineStart = i + 1;
      }
    }
    return -1;
  }

  private Answer parsed() throws BadMessageException {
    int line = endOfLine(0);
    expect(line >= STATUS_END && isDigit(MINOR) && bytes[MINOR + 1] == ' ');
    expect(isDigit(STATUS) && isDigit(STATUS + 1) && isDigit(STATUS + 2));
    expect(bytes[STATUS] != '0' && (line == STATUS_END || bytes[STATUS_END] == ' '));
    int status = 100 * bytes[STATUS] + 10 * bytes[STATUS + 1] + bytes[STATUS + 2] - 111 * '0';
    HeaderMap headers = new HeaderMap();
    int start = afterLine(line);
    while (start < lineStart) {
      start = addHeader(start, headers);
    }
    boolean http10 = bytes[MINOR] == '0';
    length = 0;
    lineStart = 0;
    if (bytes.length > 8 * USUAL_BYTES) {
      bytes = new byte[USUAL_BYTES];
    }
    return new Answer(status, http10, headers);
  }

  /** Adds the header that begins here, and returns where the next line does. */
  private int addHeader(int start, HeaderMap headers) throws BadMessageException {
    int colon = start;
    while (OF_TOKENS[bytes[colon] & 0xff]) {
      colon++;
    }
    int nameEnd = colon;
    while (isBlank(bytes[colon])) { // which a proxy takes off an answer (section 5.1)
      colon++;
    }
    expect(nameEnd > start && bytes[colon] == ':');
    HttpString name = name(start, nameEnd, headers.size() % NAMES_KEPT);
    expect(headers.count(name) < MOST_OF_A_NAME);
    int end = endOfLine(colon);
    int next = afterLine(end);
    while (next < lineStart && isBlank(bytes[next])) { // folded (section 5.2)
      Arrays.fill(bytes, end, next, (byte) ' ');
      end = endOfLine(next);
      next = afterLine(end);
    }
    int from = colon + 1;
    while (from < end && isBlank(bytes[from])) {
      from++;
    }
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    for (int i = from; i < end; i++) {
      expect(bytes[i] >= ' ' || bytes[i] == '\t' || bytes[i] < 0);
    }
    headers.add(name, new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
    return next;
  }

  /** Returns a name; not a new one where the head before had the same in the same place. */
  private HttpString name(int start, int end, int place) {
    if (!isAt(names[place], start, end)) {
      names[place] = new HttpString(bytes, start, end - start);
    }
    return names[place];
  }

  private boolean isAt(HttpString name, int start, int end) {
    if (name == null || name.length() != end - start) {
      return false;
    }
    int same = 0;
    while (same < name.length() && name.byteAt(same) == bytes[start + same]) {
      same++;
    }
    return same == name.length();
  }

  /** Returns where the line ends, before its line break. */
  private int endOfLine(int from) {
    int end = from;
    while (bytes[end] != '\n') {
      end++;
    }
    return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** Returns where the line after a line end begins. */
  private int afterLine(int end) {
    return bytes[end] == '\r' ? end + 2 : end + 1;
  }

  private boolean isDigit(int at) {
    return bytes[at] >= '0' && bytes[at] <= '9';
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t';
  }

  private static void expect(boolean as) throws BadMessageException {
    if (!as) {
      throw new BadMessageException("no head of an HTTP/1 answer");
    }
  }
}
