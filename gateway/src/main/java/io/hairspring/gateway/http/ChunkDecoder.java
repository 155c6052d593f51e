package io.hairspring.gateway.http;

import java.nio.ByteBuffer;

/**
 * Takes the chunk framing off a body (RFC 9112, section 7.1), as strictly as the RFC has it: a size
 * that is no number would else be taken for the end. Extensions and trailers are read and dropped.
 * Mutable; one body at a time.
 */
public final class ChunkDecoder {
  private static final int MOST_DIGITS = 15;
  private static final int MOST_LINE_BYTES = 8 * 1024; // of an extension, and of all trailers

  private State state = State.SIZE;
  private long left; // of the data of this chunk
  private int digits;
  private int lineBytes;

  private enum State {
    SIZE,
    PADDING,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    LAST_LF,
    DONE
  }

  /** Begins with another body. */
  public void reset() {
    state = State.SIZE;
    left = 0;
    digits = 0;
    lineBytes = 0;
  }

  /** Returns whether the body has ended. */
  public boolean isDone() {
    return state == State.DONE;
  }

  /**
   * Moves data from {@code from} to {@code to} until one of them has no more, or the body has
   * ended.
   *
   * @throws BadMessageException if these are no chunks
   */
  public void decode(ByteBuffer from, ByteBuffer to) throws BadMessageException {
    while (from.hasRemaining() && state != State.DONE) {
      if (state == State.DATA) {
        int count = (int) Math.min(left, Math.min(from.remaining(), to.remaining()));
        if (count == 0) {
          return;
        }
        to.put(to.position(), from, from.position(), count);
        to.position(to.position() + count);
        from.position(from.position() + count);
        left -= count;
        state = left == 0 ? State.DATA_CR : State.DATA;
      } else {
        state = after(from.get());
      }
    }
  }

  private State after(byte next) throws BadMessageException {
    switch (state) {
      case SIZE -> {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
          left = (left << 4) + digit;
          if (++digits <= MOST_DIGITS) {
            return State.SIZE;
          }
        } else if (digits > 0) {
          return afterSize(next);
        }
      }
      case PADDING -> {
        return afterSize(next);
      }
      case EXTENSION -> {
        count();
        return next == '\r' ? State.SIZE_END : expect(next != '\n', State.EXTENSION);
      }
      case SIZE_END -> {
        digits = 0;
        lineBytes = 0;
        return expect(next == '\n', left == 0 ? State.TRAILER_START : State.DATA);
      }
      case DATA_CR -> {
        return expect(next == '\r', State.DATA_LF);
      }
      case DATA_LF -> {
        return expect(next == '\n', State.SIZE);
      }
      case TRAILER_START -> {
        count();
        return next == '\r' ? State.LAST_LF : expect(next != '\n', State.TRAILER);
      }
      case TRAILER -> {
        count();
        return next == '\n' ? State.TRAILER_START : State.TRAILER;
      }
      case LAST_LF -> {
        return expect(next == '\n', State.DONE);
      }
      default -> {}
    }
    return expect(false, state);
  }

  private State afterSize(byte next) throws BadMessageException {
    count();
    if (next == ' ' || next == '\t') {
      return State.PADDING;
    }
    return next == '\r' ? State.SIZE_END : expect(next == ';', State.EXTENSION);
  }

  private void count() throws BadMessageException {
    expect(++lineBytes <= MOST_LINE_BYTES, state);
  }

  private static State expect(boolean as, State next) throws BadMessageException {
    if (!as) {
      throw new BadMessageException("not a chunk");
    }
    return next;
  }
}
