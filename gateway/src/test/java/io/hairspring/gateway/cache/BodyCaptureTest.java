package io.hairspring.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.StreamSinkConduit;

/** A body on its way through to a sink that takes three bytes at a time. */
class BodyCaptureTest {
  private static final int MOST_AT_A_TIME = 3;

  private final List<String> whole = new ArrayList<>();
  private final StringBuilder passed = new StringBuilder();
  private final BodyCapture capture =
      new BodyCapture(sink(), 10, body -> whole.add(new String(body, StandardCharsets.US_ASCII)));

  @Test
  void aBodyIsHandedOverOnceItHasEndedAndIsOnItsWay() throws IOException {
    write("0123", "456789");
    capture.flush();
    assertThat(whole).isEmpty();
    capture.terminateWrites();
    assertThat(whole).isEmpty();
    capture.flush();
    capture.flush();
    assertThat(whole).containsExactly("0123456789");
    assertThat(passed).hasToString("0123456789");
  }

  @Test
  void aBodyBeyondTheBoundPassesAndIsNotHandedOver() throws IOException {
    write("01234567890");
    capture.terminateWrites();
    capture.flush();
    assertThat(whole).isEmpty();
    assertThat(passed).hasSize(11);
  }

  @Test
  void aBodyThatIsBrokenOffIsNotHandedOver() throws IOException {
    write("0123");
    capture.truncateWrites();
    capture.terminateWrites();
    capture.flush();
    assertThat(whole).isEmpty();
  }

  private void write(String... parts) throws IOException {
    ByteBuffer[] buffers = new ByteBuffer[parts.length];
    long length = 0;
    for (int i = 0; i < parts.length; i++) {
      buffers[i] = ByteBuffer.wrap(parts[i].getBytes(StandardCharsets.US_ASCII));
      length += parts[i].length();
    }
    assertThat(capture.write(buffers, 0, buffers.length)).isEqualTo(length);
  }

  private StreamSinkConduit sink() {
    return (StreamSinkConduit)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StreamSinkConduit.class},
            (proxy, method, arguments) -> answer(method, arguments));
  }

  private Object answer(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "write" -> {
        ByteBuffer source = (ByteBuffer) arguments[0];
        int taken = Math.min(MOST_AT_A_TIME, source.remaining());
        for (int i = 0; i < taken; i++) {
          passed.append((char) source.get());
        }
        yield taken;
      }
      case "flush" -> true;
      default -> null; // nothing more is asked for
    };
  }
}
