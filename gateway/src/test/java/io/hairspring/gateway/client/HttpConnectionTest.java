package io.hairspring.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.http.Answer;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.testing.SocketUpstream;
import io.hairspring.testing.Certificates;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.Methods;
import io.undertow.util.StringWriteChannelListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.ChannelListener;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;

/** One connection, over plain sockets and over TLS. */
class HttpConnectionTest {
  private static final String OK = Http.head("HTTP/1.1 200 OK", "Content-Length: 2") + "ok";
  private static final String HINTS = Http.head("HTTP/1.1 103 Early Hints");

  @TempDir private static Path folder;
  private static Path keys;

  private final ByteBufferPool buffers = new DefaultByteBufferPool(true, 256);
  private XnioWorker worker;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Certificates.keyStore(folder.resolve("keys"), "PKCS12", "dns:localhost");
  }

  @BeforeEach
  void start() throws IOException {
    worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
  }

  @AfterEach
  void stop() {
    worker.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finalAnswersAreToldOneAfterTheOther(boolean tls) throws Exception {
    try (SocketUpstream upstream = answering(tls, HINTS + OK);
        HttpConnection connection = connect(upstream, tls)) {
      assertThat(ask(connection)).isEqualTo("200 ok");
      assertThat(ask(connection)).isEqualTo("200 ok");
      assertThat(connection.isReusable()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNobodyAskedForClosesIt(boolean tls) throws Exception {
    try (SocketUpstream upstream = answering(tls, OK + "x");
        HttpConnection connection = connect(upstream, tls)) {
      assertThat(ask(connection)).isEqualTo("200 ok");
      Scrape.until(() -> !connection.isOpen(), () -> "an open connection");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsEndIsToldAndWhetherAnythingCameBefore(boolean tls) throws Exception {
    try (SocketUpstream upstream = answering(tls, "");
        HttpConnection connection = connect(upstream, tls)) {
      assertThat(ask(connection)).isEqualTo("RESET");
    }
    try (SocketUpstream upstream = answering(tls, HINTS);
        HttpConnection connection = connect(upstream, tls)) {
      assertThat(ask(connection)).isEqualTo("BAD_ANSWER");
    }
  }

  private static SocketUpstream answering(boolean tls, String answer) throws Exception {
    SocketUpstream.Script script =
        socket -> {
          while (!SocketUpstream.head(socket).isEmpty()) {
            SocketUpstream.write(socket, answer);
            if (!answer.contains("ok")) {
              return;
            }
          }
        };
    return tls
        ? SocketUpstream.start(Certificates.showing(keys).getServerSocketFactory(), script)
        : SocketUpstream.start(script);
  }

  private HttpConnection connect(SocketUpstream upstream, boolean tls) throws Exception {
    CompletableFuture<HttpConnection> opened = new CompletableFuture<>();
    InetSocketAddress address = new InetSocketAddress("localhost", upstream.url().getPort());
    ChannelListener<StreamConnection> listener =
        channel -> opened.complete(new HttpConnection(channel, buffers));
    if (tls) {
      new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, Certificates.trusting(keys))
          .openSslConnection(worker.getIoThread(), address, listener, OptionMap.EMPTY);
    } else {
      worker.getIoThread().openStreamConnection(address, listener, OptionMap.EMPTY);
    }
    return opened.get(20, TimeUnit.SECONDS);
  }

  private static String ask(HttpConnection connection) throws Exception {
    Asking asking = new Asking(connection);
    connection.thread().execute(asking);
    return asking.told.get(20, TimeUnit.SECONDS);
  }

  /** A request, and what is told of its answer. */
  private static final class Asking implements Runnable, HttpConnection.Asker {
    private final HttpConnection connection;
    private final CompletableFuture<String> told = new CompletableFuture<>();
    private final StringBuilder answer = new StringBuilder();

    Asking(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void run() {
      connection.rest();
      connection.ask(Methods.GET, this);
      new StringWriteChannelListener(Http.head("GET / HTTP/1.1", "Host: h")) {
        @Override
        protected void writeDone(StreamSinkChannel sink) {
          sink.suspendWrites(); // and does not end the connection
        }
      }.setup(connection.sink());
    }

    @Override
    public void answered(Answer head) {
      answer.append(head.status()).append(' ');
      connection.source().getReadSetter().set(source -> read());
      read();
    }

    private void read() {
      ByteBuffer bytes = ByteBuffer.allocate(64);
      try {
        int count = connection.read(bytes);
        while (count > 0) {
          answer.append(StandardCharsets.US_ASCII.decode(bytes.flip()));
          bytes.clear();
          count = connection.read(bytes);
        }
        if (count < 0) {
          connection.rest();
          told.complete(answer.toString());
        }
      } catch (IOException broken) {
        told.completeExceptionally(broken);
      }
    }

    @Override
    public void brokenOff(UpstreamFailure why) {
      told.complete(why.name());
    }
  }
}
