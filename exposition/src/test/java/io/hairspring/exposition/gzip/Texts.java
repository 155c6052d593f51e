package io.hairspring.exposition.gzip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Texts to compress, and their way back. */
final class Texts {
  private Texts() {}

  /** Returns lines of so many counters, whose values one knows by the number of the line. */
  static byte[] lines(int count, java.util.function.IntToLongFunction value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("jobs_total{job=\"job-").append(i).append("\",of=\"everything there is\"} ");
      text.append(value.applyAsLong(i)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns bytes of so many different values, in no order. */
  static byte[] noise(Random random, int length, int values) {
    byte[] noise = new byte[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (byte) random.nextInt(values);
    }
    return noise;
  }

  static byte[] held(GzipBuffer buffer) {
    ByteBuffer view = buffer.asByteBuffer();
    byte[] held = new byte[view.remaining()];
    view.get(held);
    return held;
  }
}
