package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeAnswer;
import io.hairspring.exposition.scrape.ScrapeRequest;
import io.hairspring.exposition.scrape.ScrapeService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;

/**
 * Metrics in any container of Jakarta Servlet 6: map it to a path and all below it, and let it be
 * asynchronous. No thread of the container waits for a rendering or for a client that reads slowly.
 */
final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int CHUNK_BYTES = 8 * 1024;

  private final transient ScrapeService service; // servlets are not serialized here

  MetricsServlet(ScrapeService service) {
    this.service = service;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    String below = request.getPathInfo();
    AsyncContext context = request.startAsync();
    context.setTimeout(0); // the service has limits of its own
    Sending sending = new Sending(context);
    CompletableFuture<Void> unused =
        service
            .scrape(
                new ScrapeRequest(
                    request.getMethod(),
                    below == null ? "" : below,
                    request.getQueryString(),
                    name -> Collections.list(request.getHeaders(name)),
                    sending::disconnect))
            .thenAccept(sending::begin);
  }

  /** An answer that is written as the client reads it. */
  private static final class Sending implements WriteListener {
    private final AsyncContext context;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private ScrapeAnswer answer;
    private ByteBuffer body; // null when it is not to be read any more
    private ServletOutputStream out;

    Sending(AsyncContext context) {
      this.context = context;
    }

    synchronized void begin(ScrapeAnswer given) {
      HttpServletResponse response = (HttpServletResponse) context.getResponse();
      answer = given;
      body = given.body();
      response.setStatus(given.status());
      given.headers().forEach(response::setHeader);
      try {
        out = response.getOutputStream();
      } catch (IOException impossible) { // nobody has asked for a writer
        throw new UncheckedIOException(impossible);
      }
      out.setWriteListener(this);
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
      while (body != null && out.isReady()) {
        if (!body.hasRemaining()) {
          body = null;
          answer.sent();
          context.complete();
          return;
        }
        int bytes = Math.min(body.remaining(), CHUNK_BYTES);
        body.get(chunk, 0, bytes);
        out.write(chunk, 0, bytes);
      }
    }

    @Override
    public void onError(Throwable left) {
      disconnect();
    }

    synchronized void disconnect() {
      if (body != null) {
        int bytes = body.position();
        body = null;
        answer.disconnected(bytes);
        context.complete(); // with less than was promised, so the container closes the connection
      }
    }
  }
}
