package io.hairspring.gateway.testing;

import io.hairspring.gateway.cli.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway as a process of its own. */
public final class GatewayProcess implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final List<String> lines = new ArrayList<>(); // under its own monitor
  private final Thread reader;

  private GatewayProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read, "gateway-out");
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns the command that starts one, which is to start soon and lives for moments. */
  public static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts one with these arguments and no settings of the environment. */
  public static GatewayProcess start(String... arguments) throws IOException {
    List<String> command = command(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HAIRSPRING_"));
    return new GatewayProcess(builder.start());
  }

  private void read() {
    process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              synchronized (lines) {
                lines.add(line);
              }
            });
  }

  /** Waits for the line of its start page with this name, and returns the address in it. */
  public URI address(String name) {
    Scrape.until(() -> found(name) != null, this::out);
    return URI.create(found(name));
  }

  private String found(String name) {
    synchronized (lines) {
      return lines.stream()
          .filter(line -> line.matches("(?s)(.*\"| *)" + name + " +http.*"))
          .map(line -> line.replaceAll(".*(http://[^ \"]*).*", "$1"))
          .findFirst()
          .orElse(null);
    }
  }

  /** Sends it SIGTERM. */
  public void terminate() {
    process.toHandle().destroy(); // and the streams stay open
  }

  /** Waits for its end and returns its exit code. */
  public int end() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended; it said " + out());
    }
    reader.join();
    return process.exitValue();
  }

  /** Returns what it has printed so far, without the last line feed. */
  public String out() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Returns what it has said on standard error, when it has ended. */
  public List<String> err() {
    return process.errorReader().lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
