package io.hairspring.gateway.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page in a headless Chromium, told what to do by the DevTools protocol. */
public final class RealBrowser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 30;

  private final RealProgram program;
  private final WebSocket socket;
  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private RealBrowser(RealProgram program, URI page) {
    this.program = program;
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Reader()).join();
    List.of("Page", "Runtime", "Log").forEach(domain -> send(domain + ".enable", Map.of()));
  }

  /** Starts one whose profile is in {@code folder}; skips the test where there is none. */
  public static RealBrowser start(Path folder) {
    String file = RealProgram.require("chromium", "chromium");
    RealProgram program =
        RealProgram.start(
            folder,
            List.of(
                file,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank"));
    Path told = folder.resolve("profile").resolve("DevToolsActivePort");
    program.await("a port", () -> Files.exists(told) && !lines(told).isEmpty());
    URI pages = URI.create("http://127.0.0.1:" + lines(told).get(0) + "/json/list");
    return new RealBrowser(program, page(pages));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI page(URI pages) {
    try {
      String list =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString())
              .body();
      return URI.create(JSON.readTree(list).get(0).get("webSocketDebuggerUrl").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes the window so wide, and tells the page whether its user likes it dark. */
  public void show(int width, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1_000, "deviceScaleFactor", 1, "mobile", width < 500));
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  public void open(URI url) {
    send("Page.navigate", Map.of("url", url.toString()));
  }

  /** Returns the value of an expression. */
  public JsonNode value(String expression) {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until an expression is true. */
  public void await(String expression) {
    program.await(expression, () -> value(expression).asBoolean());
  }

  /** Writes what is seen of the whole page. */
  public void screenshot(Path file) throws IOException {
    write(
        file,
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true)));
  }

  /** Writes a picture of the top left of the page. */
  public void screenshot(Path file, int width, int height) throws IOException {
    Map<String, Integer> clip =
        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    write(file, send("Page.captureScreenshot", Map.of("format", "png", "clip", clip)));
  }

  private static void write(Path file, JsonNode shot) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  /** Returns what scripts threw, and what the browser complained of. */
  public List<String> complaints() {
    return complaints;
  }

  private JsonNode send(String method, Map<String, Object> parameters) {
    int id = sent.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
    program.close();
  }

  /** Puts messages together and tells whoever waits. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        try {
          took(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void took(JsonNode message) {
      String method = message.path("method").asText();
      if (message.has("id")) {
        JsonNode answer = message.has("result") ? message.get("result") : message;
        asked.remove(message.get("id").asInt()).complete(answer);
      } else if (method.equals("Runtime.exceptionThrown")
          || (method.equals("Log.entryAdded")
              && message.at("/params/entry/level").asText().equals("error"))) {
        complaints.add(message.get("params").toString());
      }
    }
  }
}
