package io.hairspring.gateway.client;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.xnio.Cancellable;
import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;

/** Opens connections to one server, over plain sockets or TLS. Any thread. */
public final class HttpConnector {
  private static final OptionMap OPTIONS =
      OptionMap.builder()
          .set(Options.TCP_NODELAY, true)
          .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, "HTTPS")
          .getMap();

  private final URI origin;
  private final UndertowXnioSsl ssl; // null for plain http

  /**
   * Creates one.
   *
   * @param origin scheme, host and port
   * @param tls how a server is trusted, if the scheme is https; its host name is checked
   */
  public HttpConnector(URI origin, SSLContext tls) {
    this.origin = origin;
    ssl =
        "https".equals(origin.getScheme())
            ? new UndertowXnioSsl(Xnio.getInstance(), OPTIONS, tls)
            : null;
  }

  /** Who waits for a connection to open. One method is called, once, on its thread. */
  public interface Opening {
    /** It is open. */
    void opened(HttpConnection connection);

    /** It was refused, or the host is not known. */
    void failed();
  }

  /**
   * Begins to open a connection that belongs to a thread, which must be the current one.
   *
   * @return breaks it off; then no method is called unless it was open
   */
  public Cancellable open(XnioIoThread thread, ByteBufferPool buffers, Opening told) {
    // Made anew each time, since a name may lead elsewhere by then.
    InetSocketAddress address = new InetSocketAddress(origin.getHost(), origin.getPort());
    if (address.isUnresolved()) {
      told.failed();
      return () -> null;
    }
    ChannelListener<StreamConnection> opened =
        channel -> told.opened(new HttpConnection(channel, buffers));
    IoFuture<? extends StreamConnection> future =
        ssl == null
            ? thread.openStreamConnection(address, opened, OPTIONS)
            : ssl.openSslConnection(thread, address, opened, OPTIONS);
    future.addNotifier(
        (ended, nothing) -> {
          if (ended.getStatus() == IoFuture.Status.FAILED) {
            told.failed();
          }
        },
        null);
    return future;
  }
}
