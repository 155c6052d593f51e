package io.hairspring.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.RawClient;
import io.hairspring.gateway.testing.Scrape;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersAreCachedTest {
  private static final int MAX_BODY_BYTES = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final ResponseCache cache =
      new ResponseCache(10_000, MAX_BODY_BYTES, nanos::get, CacheObserver.none());
  private volatile String headerName = "Cache-Control";
  private volatile String headerValue = "max-age=10";
  private volatile String body = "answer ";
  private volatile int status = 200;
  private volatile int declaredBytes; // 0 to leave that to the server
  private Undertow server;

  @BeforeEach
  void start() {
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(cache.before(this::answer))
            .build();
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aFreshAnswerIsGivenAgainWithItsAge() {
    assertThat(get("/x").body()).isEqualTo("answer 1");
    awaitStored();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(9));
    HttpResponse<String> again = get("/x");
    assertThat(again.body()).isEqualTo("answer 1");
    assertThat(again.headers().firstValue("Age")).contains("9");
    assertThat(again.headers().firstValue("Cache-Control")).contains("max-age=10");
    assertThat(cache.size()).isEqualTo(1);
    assertThat(cache.weightBytes()).isBetween(8L, 1_000L);
  }

  @Test
  void anAnswerThatIsNoLongerFreshIsAskedForAgain() {
    get("/x");
    awaitStored();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
    assertThat(get("/x").body()).isEqualTo("answer 2");
  }

  @Test
  void anotherAddressIsAnotherAnswer() {
    get("/x");
    assertThat(get("/x?q=1").body()).isEqualTo("answer 2");
    assertThat(get("/x/").body()).isEqualTo("answer 3");
  }

  @Test
  void whoAsksForAFullUrlGetsAndFillsWhatIsKeptForItsHost() {
    String header = "Host: host";
    String full = Http.head("GET http://host:1/x HTTP/1.1", header);
    try (RawClient client = RawClient.send(url("/"), full)) {
      assertThat(client.readUntil("answer 1")).endsWith("answer 1");
      awaitStored();
      client.write(full);
      assertThat(client.readUntil("answer 1")).endsWith("answer 1");
      client.write(Http.head("GET /x HTTP/1.1", header));
      assertThat(client.readUntil("answer 2")).endsWith("answer 2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Cache-Control, 'max-age=10, no-store'",
    "Cache-Control, 'private, max-age=10'",
    "Cache-Control, 'no-cache, max-age=10'",
    "Cache-Control, 's-maxage=0, max-age=10'",
    "Cache-Control, max-age=0",
    "Cache-Control, max-age=many",
    "Cache-Control, public",
    "Expires, 'Thu, 01 Jan 2099 00:00:00 GMT'",
  })
  void anAnswerThatDoesNotAllowItIsNotKept(String name, String value) {
    headerName = name;
    headerValue = value;
    get("/x");
    assertThat(get("/x").body()).isEqualTo("answer 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vary", "Set-Cookie"})
  void anAnswerForOneClientIsNotKept(String header) {
    extraHeader = header;
    get("/x");
    assertThat(get("/x").body()).isEqualTo("answer 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {203, 404, 500})
  void onlyA200IsKept(int other) {
    status = other;
    get("/x");
    assertThat(get("/x").body()).isEqualTo("answer 2");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer x",
    "Cookie, a=b",
    "Range, bytes=0-1",
    "If-None-Match, x",
    "X-Api-Key, x",
  })
  void aRequestThatSaysMoreThanItsAddressGoesPastTheCache(String name, String value) {
    get("/x");
    assertThat(Http.get(url("/x"), name, value).body()).isEqualTo("answer 2");
    assertThat(get("/x").body()).isEqualTo("answer 1");
  }

  @Test
  void aPostIsNeverAnsweredFromTheCache() {
    get("/x");
    assertThat(Http.post(url("/x"), "").body()).isEqualTo("answer 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "POST", "PATCH", "PURGE"})
  void whatAnUnsafeMethodChangesIsForgotten(String method) {
    get("/x");
    awaitStored();
    send(method, "/x");
    assertThat(get("/x").body()).isEqualTo("answer 3");
  }

  @ParameterizedTest
  @CsvSource({"h, H", "H, h", "h, h:80", "h:80, h", "[::1], [::1]:80"})
  void soItIsHoweverItsHostIsWritten(String kept, String changed) {
    String get = Http.head("GET /x HTTP/1.1", "Host: " + kept);
    try (RawClient client = RawClient.send(url("/"), get)) {
      client.readUntil("answer 1");
      awaitStored();
      client.write(Http.head("DELETE /x HTTP/1.1", "Host: " + changed));
      client.readUntil("answer 2");
      client.write(get);
      assertThat(client.readUntil("answer 3")).endsWith("answer 3");
    }
  }

  @Test
  void soIsWhatItsAnswerNames() {
    get("/list/1?a");
    awaitStored();
    extraHeader = "Content-Location";
    extraValue = "1?a";
    send("POST", "/list/");
    assertThat(get("/list/1?a").body()).isEqualTo("answer 3");
  }

  @Test
  void whatARefusedRequestOrOneToAnotherPlaceNamesIsNot() {
    get("/x");
    awaitStored();
    extraHeader = "Location";
    extraValue = "http://elsewhere/x";
    send("POST", "/y");
    status = 404;
    send("PUT", "/x");
    assertThat(get("/x").body()).isEqualTo("answer 1");
  }

  @ParameterizedTest
  @CsvSource({"Cache-Control, no-cache", "Cache-Control, max-age=0", "Pragma, no-cache"})
  void aReloadRenewsWhatIsKept(String name, String value) {
    get("/x");
    awaitStored();
    assertThat(Http.get(url("/x"), name, value).body()).isEqualTo("answer 2");
    Scrape.until(() -> get("/x").body().equals("answer 2"), () -> "the old answer");
  }

  @Test
  void whoWantsAKeptAnswerOnlyGetsNoOther() {
    assertThat(Http.get(url("/x"), "Cache-Control", "only-if-cached").statusCode()).isEqualTo(504);
    get("/x");
    awaitStored();
    assertThat(Http.get(url("/x"), "Cache-Control", "only-if-cached").body()).isEqualTo("answer 1");
  }

  @Test
  void aBodyBeyondTheBoundIsPassedOnAndNotKept() {
    body = "x".repeat(MAX_BODY_BYTES + 1);
    assertThat(get("/x").body()).hasSize(MAX_BODY_BYTES + 2);
    get("/x");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aBodyOfTheGreatestLengthIsKept() {
    body = "x".repeat(MAX_BODY_BYTES - 1);
    get("/x");
    awaitStored();
    assertThat(get("/x").body()).endsWith("x1");
  }

  @Test
  void anAnswerShorterThanItSaysIsNotKept() {
    declaredBytes = 50;
    String request = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = 1; i <= 2; i++) {
      try (RawClient client = RawClient.send(url("/"), request)) {
        assertThat(client.readUntil("never")).endsWith("answer " + i);
      }
    }
    assertThat(cache.size()).isZero();
  }

  @Test
  void anotherHostIsAnotherAnswer() {
    String request = "GET /x HTTP/1.1\r\nConnection: close\r\nHost: ";
    for (String host : List.of("a", "b")) {
      try (RawClient client = RawClient.send(url("/"), request + host + "\r\n\r\n")) {
        String expected = "answer " + (host.equals("a") ? 1 : 2);
        assertThat(client.readUntil(expected)).endsWith(expected);
      }
    }
  }

  @Test
  void allAnswersTogetherStayWithinTheBound() {
    body = "x".repeat(MAX_BODY_BYTES / 2);
    for (int i = 0; i < 100; i++) {
      get("/" + i);
    }
    // The last answer may still be on its way in, and what gives way to it on its way out.
    Scrape.until(
        () -> cache.weightBytes() <= 10_000 && cache.size() >= 1 && cache.size() <= 20,
        () -> cache.size() + " answers of " + cache.weightBytes() + " bytes");
  }

  private volatile String extraHeader;
  private volatile String extraValue = "a";

  private void answer(HttpServerExchange exchange) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(new HttpString(headerName), headerValue);
    if (extraHeader != null) {
      exchange.getResponseHeaders().put(new HttpString(extraHeader), extraValue);
    }
    if (declaredBytes > 0) {
      exchange.setResponseContentLength(declaredBytes);
    }
    exchange.getResponseSender().send(body + asked.incrementAndGet());
  }

  /** An answer may reach its client a moment before it is stored. */
  private void awaitStored() {
    Scrape.until(() -> cache.size() == 1, () -> "nothing stored");
  }

  private void send(String method, String path) {
    try (RawClient client =
        RawClient.send(url("/"), Http.head(method + " " + path + " HTTP/1.1", "Host: " + host()))) {
      client.readUntil("answer");
    }
  }

  private String host() {
    return url("/").getAuthority();
  }

  private HttpResponse<String> get(String path) {
    return Http.get(url(path));
  }

  private URI url(String path) {
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }
}
