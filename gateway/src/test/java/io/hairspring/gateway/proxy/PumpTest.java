package io.hairspring.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pump asks of its channels where one of them makes it wait. */
class PumpTest {
  private final HandChannels channels = new HandChannels();
  private final List<String> told = new ArrayList<>();
  private final Pump pump = pump(true);

  @Test
  void whatWasWrittenIsFlushedBeforeItWaitsForMore() {
    pump.start(null);
    int flushesOfHead = channels.flushes;
    channels.arriving.add("event");
    readable();
    readable(); // once more for nothing
    assertThat(channels.sent).hasToString("event");
    assertThat(channels.flushes).isEqualTo(flushesOfHead + 1);
    assertThat(channels.reading).isTrue();
    assertThat(channels.writing).isFalse();
    assertThat(channels.buffersInUse).isZero();
  }

  @Test
  void nothingMoreIsReadWhileTheSinkIsFull() {
    pump.start(null);
    channels.full = true;
    channels.arriving.add("event");
    readable();
    assertThat(pump.waitsForSink()).isTrue();
    assertThat(channels.reading).isFalse();
    assertThat(channels.writing).isTrue();
    channels.full = false;
    writable();
    assertThat(channels.sent).hasToString("event");
    assertThat(pump.waitsForSink()).isFalse();
    assertThat(channels.reading).isTrue();
    assertThat(channels.writing).isFalse();
  }

  @Test
  void theEndIsToldWhenTheSinkHasTakenAll() {
    pump.start(null);
    channels.stuck = true;
    channels.arriving.add(HandChannels.END);
    readable();
    assertThat(told).containsExactly("source ended");
    assertThat(pump.waitsForSink()).isTrue();
    assertThat(channels.reading).isFalse();
    assertThat(channels.whenReadable).isNull();
    channels.stuck = false;
    writable();
    assertThat(told).containsExactly("source ended", "done");
    assertThat(channels.writing).isFalse();
    assertThat(channels.whenWritable).isNull();
    assertThat(channels.buffersInUse).isZero();
  }

  @Test
  void whatComesFirstIsWrittenWithTheBody() {
    PooledByteBuffer first = new DefaultByteBufferPool(false, 256).allocate();
    first.getBuffer().put("head ".getBytes(StandardCharsets.US_ASCII));
    channels.arriving.addAll(List.of("event", HandChannels.END));
    pump(false).start(first);
    assertThat(channels.sent).hasToString("head event");
    assertThat(channels.writes).isEqualTo(1);
    assertThat(told).containsExactly("source ended", "done");
  }

  @Test
  void theSinkIsNotTouchedBeforeThereIsSomethingToSend() {
    Pump failing =
        new Pump(
            to -> {
              throw new IOException("broken off");
            },
            channels.source,
            () -> {
              throw new AssertionError("asked for a sink");
            },
            true,
            channels.buffers,
            ends());
    failing.start(null);
    assertThat(told).containsExactly("source failed");
    assertThat(channels.buffersInUse).isZero();
  }

  @Test
  void whatIsStoppedAsItReadsSendsNothing() {
    Pump[] stopped = new Pump[1];
    stopped[0] =
        new Pump(
            to -> {
              to.put((byte) 'x');
              stopped[0].stop();
              return -1;
            },
            channels.source,
            () -> channels.sink,
            true,
            channels.buffers,
            ends());
    stopped[0].start(null);
    assertThat(channels.sent).isEmpty();
    assertThat(told).isEmpty();
    assertThat(channels.buffersInUse).isZero();
  }

  private void readable() {
    channels.whenReadable.handleEvent(null);
  }

  private void writable() {
    channels.whenWritable.handleEvent(null);
  }

  private Pump pump(boolean shutsSink) {
    return new Pump(
        channels.source::read,
        channels.source,
        () -> channels.sink,
        shutsSink,
        channels.buffers,
        ends());
  }

  private Pump.Ends ends() {
    return new Pump.Ends(
        () -> told.add("source ended"),
        () -> told.add("done"),
        why -> told.add("source failed"),
        () -> told.add("sink failed"));
  }
}
