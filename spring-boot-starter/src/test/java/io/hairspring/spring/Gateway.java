package io.hairspring.spring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Cloud Gateway in this JVM, with a route {@code orders} to an upstream of its own. */
final class Gateway implements AutoCloseable {
  /** What the upstream does before it answers {@code /orders/timed}. */
  static volatile Runnable onTimed = () -> {};

  private final HttpServer upstream;
  private final ConfigurableApplicationContext context;

  private Gateway(HttpServer upstream, ConfigurableApplicationContext context) {
    this.upstream = upstream;
    this.context = context;
  }

  /** Nothing but what a user of the starter writes. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {}

  /** Starts one with these properties besides those of every application here. */
  static Gateway start(String... properties) throws IOException {
    return start(List.of(), properties);
  }

  /** Starts one with further configuration classes. */
  static Gateway start(List<Class<?>> further, String... properties) throws IOException {
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext("/orders", Gateway::answer);
    upstream.start();
    String address = "http://127.0.0.1:" + upstream.getAddress().getPort();
    List<String> arguments = new ArrayList<>();
    String route = "spring.cloud.gateway.server.webflux.routes[0].";
    arguments.add(route + "id=orders");
    arguments.add(route + "uri=" + address);
    arguments.add(route + "predicates[0]=Path=/orders/**");
    arguments.add("server.port=0");
    arguments.add("server.address=127.0.0.1");
    arguments.add("spring.main.banner-mode=off");
    arguments.add("spring.main.log-startup-info=false");
    arguments.add("management.endpoints.web.exposure.include=prometheus,hairspring,health");
    arguments.addAll(List.of(properties));
    List<Class<?>> sources = new ArrayList<>(further);
    sources.add(Application.class);
    SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
    String[] flags = arguments.stream().map(each -> "--" + each).toArray(String[]::new);
    return new Gateway(upstream, application.run(flags));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/orders/never" -> {
        return;
      }
      case "/orders/timed" -> onTimed.run();
      default -> {}
    }
    boolean known = exchange.getRequestURI().getPath().equals("/orders/7");
    exchange.sendResponseHeaders(known ? 200 : 404, -1);
    exchange.close();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Returns the class of the server that answers. */
  String server() {
    try { // whose types moved between the lines
      return context.getClass().getMethod("getWebServer").invoke(context).getClass().getName();
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError("no server", failure);
    }
  }

  /** Returns a port of loopback where nobody listens. */
  static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Returns the actuator's port, where that is another. */
  int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  /** Asks with these headers, names and values by turns. */
  HttpResponse<byte[]> get(String path, String... headers) {
    return ask("GET", path, headers);
  }

  /**
   * Asks as a client of its own, so that no connection is used again: Reactor Netty 1.3.6 may never
   * read a request that comes before the exchange before it has quite ended (reactor-netty 4347).
   */
  HttpResponse<byte[]> ask(String method, String path, String... headers) {
    return ask(port(), method, path, headers);
  }

  /** As {@link #ask(String, String, String...)}, on another port. */
  HttpResponse<byte[]> ask(int port, String method, String path, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(1))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Returns what a scraper gets that asks for nothing in particular. */
  String page() {
    return text(get("/actuator/prometheus"));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    context.close();
    upstream.stop(0);
  }
}
