package io.hairspring.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkEncoderTest {
  private final ByteBuffer buffer = ByteBuffer.allocate(64);

  @Test
  void whatIsReadAtOnceIsAChunkAndTheEndOneWithoutData() throws IOException {
    ReadableByteChannel body = body("event");
    buffer.put((byte) '>');
    assertThat(ChunkEncoder.read(body, buffer)).isEqualTo(5);
    assertThat(ChunkEncoder.read(body, buffer)).isEqualTo(-1);
    assertThat(written()).isEqualTo(">0005\r\nevent\r\n0\r\n\r\n");
  }

  @Test
  void aChunkIsNoLongerThanTheRoomThatThereIs() throws IOException {
    assertThat(ChunkEncoder.read(body("x".repeat(100)), buffer)).isEqualTo(56);
    assertThat(written()).isEqualTo("0038\r\n" + "x".repeat(56) + "\r\n");
  }

  @Test
  void nothingIsNoChunk() throws IOException {
    buffer.limit(20);
    assertThat(ChunkEncoder.read(new Dry(), buffer)).isZero();
    assertThat(buffer).isEqualTo(ByteBuffer.allocate(64).limit(20));
  }

  private String written() {
    return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
  }

  private static ReadableByteChannel body(String text) {
    return Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A channel that has nothing as yet. */
  private static final class Dry implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer to) {
      return 0;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
