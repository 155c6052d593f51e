package io.hairspring.gateway.proxy;

import java.io.IOException;
import org.xnio.channels.StreamSinkChannel;

/** Ends a request that has no body, also where the connection does not take its head at once. */
final class EmptyBody {
  private final Runnable failed;

  private EmptyBody(Runnable failed) {
    this.failed = failed;
  }

  /** Sends the end; {@code failed} is run, on the I/O thread, if the connection breaks. */
  static void send(StreamSinkChannel sink, Runnable failed) {
    EmptyBody body = new EmptyBody(failed);
    try {
      sink.shutdownWrites();
      if (!sink.flush()) {
        sink.getWriteSetter().set(body::flush);
        sink.resumeWrites();
      }
    } catch (IOException broken) {
      failed.run();
    }
  }

  private void flush(StreamSinkChannel sink) {
    try {
      if (sink.flush()) {
        sink.suspendWrites();
        sink.getWriteSetter().set(null);
      }
    } catch (IOException broken) {
      failed.run();
    }
  }
}
