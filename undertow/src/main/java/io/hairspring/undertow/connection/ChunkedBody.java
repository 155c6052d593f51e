package io.hairspring.undertow.connection;

import java.nio.ByteBuffer;

/**
 * Follows a body in chunks, and says where it is none (RFC 9112, 7.1), as strictly as the RFC has
 * it. Undertow takes a line that begins with no digit for the last chunk, which would let the next
 * message begin elsewhere than others believe, and holds trailers of any length. Extensions and
 * trailers are passed over. Mutable, for one body; not thread-safe.
 */
public final class ChunkedBody {
  private static final int MOST_SIZE_DIGITS = 13; // less than Undertow has bits for
  private static final int MOST_FRAMING_BYTES = 8 * 1024;
  private static final String SYMBOLS_OF_NAMES = "!#$%&'*+-.^_`|~";

  private Part part = Part.SIZE;
  private long size; // in bytes, of a chunk whose size is read, then what is to come of it
  private int digits;
  private int framingBytes; // of this chunk's first line, or of all trailers

  /**
   * Takes what is next of a body, and no more than belongs to it.
   *
   * @param data gets the data, as far as there is room; null to pass over them
   * @return whether it is a part of such a body
   */
  public boolean accepts(ByteBuffer next, ByteBuffer data) {
    while (next.hasRemaining() && part != Part.WHOLE) {
      if (part == Part.DATA) {
        if (move(next, data) == 0) {
          return true;
        }
      } else {
        framingBytes++;
        part = after(next.get());
        if (part == null || framingBytes > MOST_FRAMING_BYTES) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether all of it was there. */
  public boolean isWhole() {
    return part == Part.WHOLE;
  }

  private int move(ByteBuffer next, ByteBuffer data) {
    int bytes = (int) Math.min(size, next.remaining());
    if (data != null) {
      bytes = Math.min(bytes, data.remaining());
      data.put(data.position(), next, next.position(), bytes);
      data.position(data.position() + bytes);
    }
    next.position(next.position() + bytes);
    size -= bytes;
    if (size == 0) {
      part = Part.DATA_END;
    }
    return bytes;
  }

  /** Returns what follows a byte; null if it may not stand here. */
  private Part after(byte c) {
    return switch (part) {
      case SIZE -> digits > 0 && Character.digit(c, 16) < 0 ? afterSize(c) : sized(c);
      case PADDING -> afterSize(c);
      case EXTENSION -> c == '\r' ? Part.SIZE_END : isText(c) ? part : null;
      case SIZE_END -> c != '\n' ? null : size == 0 ? Part.TRAILER : begun();
      case DATA_END -> c == '\r' ? Part.DATA_LF : null;
      case DATA_LF -> c == '\n' ? next() : null;
      case TRAILER -> c == '\r' ? Part.LAST_LF : isOfName(c) ? Part.TRAILER_NAME : null;
      case TRAILER_NAME -> c == ':' ? Part.TRAILER_VALUE : isOfName(c) ? part : null;
      case TRAILER_VALUE -> c == '\r' ? Part.TRAILER_LF : isText(c) ? part : null;
      case TRAILER_LF -> c == '\n' ? Part.TRAILER : null;
      case LAST_LF -> c == '\n' ? Part.WHOLE : null;
      case DATA, WHOLE -> throw new IllegalStateException(part.toString());
    };
  }

  private Part sized(byte c) {
    int digit = Character.digit(c, 16);
    digits++;
    size = (size << 4) + digit;
    return digit < 0 || digits > MOST_SIZE_DIGITS ? null : Part.SIZE;
  }

  private static Part afterSize(byte c) {
    return switch (c) {
      case '\r' -> Part.SIZE_END;
      case ' ', '\t' -> Part.PADDING;
      case ';' -> Part.EXTENSION;
      default -> null;
    };
  }

  private Part begun() {
    framingBytes = 0;
    return Part.DATA;
  }

  private Part next() {
    digits = 0;
    framingBytes = 0;
    return Part.SIZE;
  }

  private static boolean isText(byte c) {
    return c == '\t' || (c >= ' ' && c != 0x7f) || c < 0; // those below 0 are of other alphabets
  }

  private static boolean isOfName(byte c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || SYMBOLS_OF_NAMES.indexOf(c) >= 0;
  }

  /** What comes next. */
  private enum Part {
    SIZE,
    PADDING,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_END,
    DATA_LF,
    TRAILER,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    LAST_LF,
    WHOLE
  }
}
