package io.hairspring.undertow.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.exposition.config.TsdbTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a database that answers, and what is made of its answers. */
class TsdbAnswersTest {
  private static final RangeQuery QUERY = new RangeQuery("up", "0", "1", "1");
  private static final String JSON = "application/json";
  private static final String NO_SERVICES = "{\"data\":{\"result\":[]}}";
  private static final int MOST_BYTES = 1 << 20;
  private static final int PATIENCE_SECONDS = 20;

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aQuestionIsEncodedAndAskedOverPlainHttp11() throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, "{}")) {
      String early = "2026-01-28T10:00:00+02:00";
      String late = "2026-01-28T11:00:00+02:00";
      URI below = tsdb.url().resolve("/select/0");
      got(client(below).queryRange(new RangeQuery("a + b & c", early, late, "1h30m")));
      assertThat(tsdb.targets())
          .containsExactly(
              "/select/0/api/v1/query_range?query=a+%2B+b+%26+c&start=2026-01-28T10%3A00%3A00%2B02"
                  + "%3A00&end=2026-01-28T11%3A00%3A00%2B02%3A00&step=1h30m");
      assertThat(tsdb.heads().get(0))
          .contains(" HTTP/1.1\r\n", "Accept: application/json\r\n")
          .doesNotContain("Upgrade");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8"})
  void jsonIsHandedOnHoweverItsTypeIsSpelled(String type) throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, type, "{}")) {
      assertThat(got(client(tsdb.url()).queryRange(QUERY)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, false", "identity, true"})
  void anEncodedAnswerIsNotHandedOn(String encoding, boolean handedOn) throws Exception {
    String head = FakeTsdb.head(200, JSON + "\r\nContent-Encoding: " + encoding, "{}");
    try (FakeTsdb tsdb = new FakeTsdb((target, socket) -> FakeTsdb.write(socket, head + "{}"))) {
      CompletableFuture<TsdbAnswer> answer = client(tsdb.url()).queryRange(QUERY);
      if (handedOn) {
        assertThat(got(answer).status()).isEqualTo(200);
      } else {
        assertNonsense(answer);
      }
    }
  }

  @Test
  void anAnswerThatIsNotHandedOnIsNotReadEither() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    try (FakeTsdb tsdb = endless("text/html", brokenOff)) {
      assertNonsense(client(tsdb.url()).queryRange(QUERY));
      assertThat(brokenOff.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aListOfServicesWithoutAnEndIsBrokenOff() throws Exception {
    CountDownLatch brokenOff = new CountDownLatch(1);
    try (FakeTsdb tsdb = endless(JSON, brokenOff)) {
      assertThatThrownBy(() -> got(client(tsdb.url()).services()))
          .hasRootCauseMessage("body of more than 1048576 bytes");
      assertThat(brokenOff.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Returns a database that answers with blanks until its client breaks off. */
  private static FakeTsdb endless(String type, CountDownLatch brokenOff) throws IOException {
    byte[] blanks = " ".repeat(MOST_BYTES).getBytes(StandardCharsets.US_ASCII);
    return new FakeTsdb(
        (target, socket) -> {
          try {
            FakeTsdb.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
            while (!socket.isClosed()) {
              socket.getOutputStream().write(blanks);
            }
          } finally {
            brokenOff.countDown();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"data\":[]}",
        "{\"data\":{}}",
        "{\"data\":{\"result\":{}}}",
        "{\"data\":{\"result\":[1]}}",
        "{\"data\":{\"result\":[{}]}}",
        "{\"data\":{\"result\":[{\"metric\":{\"service\":[]}}]}}",
        "{\"data\":{\"result\":[]}"
      })
  void whatIsNoListOfServicesIsNonsense(String body) throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, body)) {
      assertNonsense(client(tsdb.url()).services());
    }
  }

  @Test
  void anErrorHasNoServices() throws Exception {
    try (FakeTsdb tsdb = FakeTsdb.answering(503, JSON, NO_SERVICES)) {
      assertNonsense(client(tsdb.url()).services());
      TsdbTarget target = TsdbTarget.at(tsdb.url()).withServices(List.of("b", "a"));
      assertThat(got(new TsdbClient(target, executor).services())).containsExactly("b", "a");
    }
  }

  @Test
  void aListOfServicesMayHaveAMebibyteAndNoMore() throws Exception {
    String longest = NO_SERVICES + " ".repeat(MOST_BYTES - NO_SERVICES.length());
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, longest)) {
      assertThat(got(client(tsdb.url()).services())).isEmpty();
    }
    try (FakeTsdb tsdb = FakeTsdb.answering(200, JSON, longest + " ")) {
      assertThatThrownBy(() -> got(client(tsdb.url()).services()))
          .hasRootCauseMessage("body of more than 1048576 bytes");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/health, true, /health",
    "/-/healthy, true, /health /-/healthy",
    "/none, false, /health /-/healthy"
  })
  void healthIsFoundWhereEitherDatabaseHasIt(String place, boolean healthy, String asked)
      throws Exception {
    try (FakeTsdb tsdb =
        new FakeTsdb(
            (target, socket) ->
                FakeTsdb.write(
                    socket, FakeTsdb.head(target.equals(place) ? 200 : 404, "text/plain", "")))) {
      assertThat(got(client(tsdb.url()).isHealthy())).isEqualTo(healthy);
      assertThat(String.join(" ", tsdb.targets())).isEqualTo(asked);
    }
  }

  @Test
  void whatWasGivenAsServicesIsCopied() {
    List<String> services = new ArrayList<>(List.of("a"));
    TsdbTarget target = TsdbTarget.at(URI.create("http://h")).withServices(services);
    services.clear();
    assertThat(target.services()).containsExactly("a");
  }

  private TsdbClient client(URI url) {
    return new TsdbClient(TsdbTarget.at(url), executor);
  }

  private static <A> A got(CompletableFuture<A> answer) throws Exception {
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void assertNonsense(CompletableFuture<?> answer) {
    assertThatThrownBy(() -> got(answer))
        .isInstanceOf(ExecutionException.class)
        .extracting(thrown -> TsdbException.of(thrown).reason())
        .isEqualTo(TsdbException.Reason.NONSENSE);
  }
}
