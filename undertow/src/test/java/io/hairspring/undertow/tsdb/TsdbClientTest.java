package io.hairspring.undertow.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.exposition.config.TsdbTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsdbClientTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration NEVER = LONG.multipliedBy(10); // longer than a test waits
  private static final int MORE_THAN_THE_QUEUE_HOLDS = 64;
  private static final int UNANSWERED_MILLIS = 500;
  private static final RangeQuery QUERY = new RangeQuery("up", "0", "1", "1");

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) LONG.toMillis());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    executor.shutdownNow();
  }

  @Test
  void aDatabaseThatIsSilentIsLate() throws Exception {
    TsdbClient client = client(SHORT);
    assertThat(reason(client.queryRange(QUERY))).isEqualTo(TsdbException.Reason.LATE);
    assertThat(reason(client.services())).isEqualTo(TsdbException.Reason.LATE);
    assertThat(reason(client.isHealthy())).isEqualTo(TsdbException.Reason.LATE);
  }

  @Test
  void eachQuestionHasALimitOfItsOwn() throws Exception {
    assertThat(reason(client(SHORT, NEVER, NEVER).queryRange(QUERY)))
        .isEqualTo(TsdbException.Reason.LATE);
    assertThat(reason(client(NEVER, SHORT, NEVER).services())).isEqualTo(TsdbException.Reason.LATE);
    assertThat(reason(client(NEVER, NEVER, SHORT).isHealthy()))
        .isEqualTo(TsdbException.Reason.LATE);
  }

  @Test
  void aDatabaseThatLetsNobodyInIsLateAsSoonAsItsHealthWouldBe() throws Exception {
    List<Socket> queue = new ArrayList<>();
    try {
      assertThatThrownBy(() -> fillQueue(queue)).isInstanceOf(SocketTimeoutException.class);
      assertThat(reason(client(NEVER, NEVER, SHORT).queryRange(QUERY)))
          .isEqualTo(TsdbException.Reason.LATE);
    } finally {
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  /** Connects until the kernel lets the next one wait, since nobody accepts. */
  private void fillQueue(List<Socket> queue) throws IOException {
    for (int i = 0; i < MORE_THAN_THE_QUEUE_HOLDS; i++) {
      queue.add(new Socket());
      queue.get(i).connect(server.getLocalSocketAddress(), UNANSWERED_MILLIS);
    }
  }

  @Test
  void aSmallAnswerThatNeverEndsIsLate() throws Exception {
    CompletableFuture<?> services = client(Duration.ofSeconds(1)).services();
    try (Socket socket = server.accept()) {
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
      assertThat(reason(services)).isEqualTo(TsdbException.Reason.LATE);
    }
  }

  @Test
  void whoNeedsNoOtherLimitsHasTheUsualOnes() {
    TsdbClient.Limits limits = TsdbClient.Limits.DEFAULTS;
    assertThat(limits.query()).hasSeconds(30);
    assertThat(limits.services()).hasSeconds(10);
    assertThat(limits.health()).hasSeconds(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBodyOfAnAnswerIsLetGoOfOnlyWhereNobodyWaitsForItAnyMore(boolean isLate) {
    CompletableFuture<TsdbAnswer> result = new CompletableFuture<>();
    if (isLate) {
      result.cancel(true);
    }
    AtomicBoolean cancelled = new AtomicBoolean();
    TsdbClient.finish(result, new TsdbAnswer(200, body -> body.onSubscribe(until(cancelled))));
    assertThat(cancelled.get()).isEqualTo(isLate);
    assertThat(result.isCancelled()).isEqualTo(isLate);
  }

  private static Flow.Subscription until(AtomicBoolean cancelled) {
    return new Flow.Subscription() {
      @Override
      public void request(long pieces) {}

      @Override
      public void cancel() {
        cancelled.set(true);
      }
    };
  }

  @Test
  void aQuestionThatIsCalledOffClosesItsConnection() throws Exception {
    CompletableFuture<TsdbAnswer> answer = client(NEVER).queryRange(QUERY);
    try (Socket socket = server.accept()) {
      socket.setSoTimeout((int) LONG.toMillis());
      assertThat(socket.getInputStream().read()).isEqualTo('G');
      answer.cancel(true);
      while (socket.getInputStream().read() >= 0) {
        // the rest of the request, until the connection ends
      }
    }
    assertThat(answer).isCancelled();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h",
        "http:///a",
        "//h",
        "h:80",
        "http://user:pass@h",
        "http://h?a=b",
        "http://h#a"
      })
  void aTargetIsAHttpUrlWithAHostAndNoSecret(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TsdbTarget.at(URI.create(url)))
        .withMessageStartingWith("tsdb must be ")
        .withMessageNotContaining("pass@");
  }

  @Test
  void namesThatWouldChangeTheQueryAreRefused() {
    TsdbTarget target = TsdbTarget.at(URI.create("http://h"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> target.withServicesOf("up) or (x", "service"));
    assertThatIllegalArgumentException().isThrownBy(() -> target.withServicesOf("up", "a)(b"));
    assertThatIllegalArgumentException().isThrownBy(() -> target.withServicesOf("", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> target.withServicesOf("up", "a:b"));
  }

  @Test
  void namesMayBeAsLongAsTheyMayBe() {
    TsdbTarget target = TsdbTarget.at(URI.create("HTTP://h"));
    String metric = ":" + "m".repeat(199);
    String label = "l".repeat(100);
    assertThat(target.withServicesOf(metric, label).infoMetric()).isEqualTo(metric);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> target.withServicesOf(metric + "m", label))
        .withMessageStartingWith("infoMetric must match ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> target.withServicesOf(metric, label + "l"))
        .withMessageStartingWith("serviceLabel must match ");
  }

  private TsdbClient client(Duration limit) {
    return client(limit, limit, limit);
  }

  private TsdbClient client(Duration query, Duration services, Duration health) {
    return new TsdbClient(
        TsdbTarget.at(URI.create("http://127.0.0.1:" + server.getLocalPort())),
        executor,
        new TsdbClient.Limits(query, services, health));
  }

  private static TsdbException.Reason reason(CompletableFuture<?> answer) throws Exception {
    try {
      throw new AssertionError(answer.get(LONG.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      return TsdbException.of(failed.getCause()).reason();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
