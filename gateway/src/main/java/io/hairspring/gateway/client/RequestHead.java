package io.hairspring.gateway.client;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.util.HttpString;
import io.undertow.util.ImmediatePooledByteBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes the head of a request. Mutable; one head at a time. */
public final class RequestHead {
  private static final int USUAL_BYTES = 2048;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int length;

  /** Begins a head. */
  public void line(HttpString method, String target) {
    length = 0;
    add(method);
    add(" ");
    add(target);
    add(" HTTP/1.1\r\n");
  }

  /** Adds a header. */
  public void header(HttpString name, String value) {
    add(name);
    add(": ");
    add(value);
    add("\r\n");
  }

  /** Ends the head, and returns it in a buffer with room behind it as a rule. */
  public PooledByteBuffer end(ByteBufferPool buffers) {
    add("\r\n");
    PooledByteBuffer head =
        length <= buffers.getBufferSize()
            ? buffers.allocate()
            : new ImmediatePooledByteBuffer(ByteBuffer.allocate(length));
    head.getBuffer().put(bytes, 0, length);
    if (bytes.length > 8 * USUAL_BYTES) {
      bytes = new byte[USUAL_BYTES];
    }
    return head;
  }

  private void add(HttpString text) {
    reserve(text.length());
    text.copyTo(bytes, length);
    length += text.length();
  }

  @SuppressWarnings("deprecation") // Undertow keeps bytes as characters of ISO 8859-1
  private void add(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
