package io.hairspring.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {
  private static ByteBuffer received(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length + 8).put(bytes);
  }

  @Test
  void anAnswerIsWholeWithTheLastByteOfItsBody() throws IOException {
    String whole =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 12\r\nA: b\r\n\r\ntwelve bytes";

    for (int bytes = 0; bytes < whole.length(); bytes++) {
      assertThat(ClientConnection.status(received(whole.substring(0, bytes)))).isZero();
    }
    assertThat(ClientConnection.status(received(whole))).isEqualTo(503);
  }

  @Test
  void anAnswerWithoutALengthIsRefused() {
    assertThatThrownBy(() -> ClientConnection.status(received("HTTP/1.1 200 OK\r\nA: b\r\n\r\n")))
        .isInstanceOf(IOException.class)
        .hasMessage("an answer without a length");
  }
}
