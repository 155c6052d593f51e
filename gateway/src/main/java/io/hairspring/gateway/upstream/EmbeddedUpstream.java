package io.hairspring.gateway.upstream;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import org.xnio.Options;

/**
 * A server on a free port of loopback that answers for all providers, each below its own name. No
 * thread waits while an answer is delayed.
 */
public final class EmbeddedUpstream implements AutoCloseable {
  private static final long MAX_BODY_BYTES = 1_000_000;

  private final Undertow undertow;

  private EmbeddedUpstream(Undertow undertow) {
    this.undertow = undertow;
  }

  /** Starts an upstream that replies as planned. */
  public static EmbeddedUpstream start(ReplyPlan plan) {
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(new ProviderHandler(plan))
            .setIoThreads(1)
            .setWorkerThreads(1) // nothing here blocks
            .setWorkerOption(Options.WORKER_NAME, "hairspring-upstream")
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
            .build();
    undertow.start();
    return new EmbeddedUpstream(undertow);
  }

  /** Returns where a provider answers. */
  public URI url(Provider provider) {
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + "/" + provider.label());
  }

  /** Stops at once. */
  @Override
  public void close() {
    undertow.stop();
  }
}
