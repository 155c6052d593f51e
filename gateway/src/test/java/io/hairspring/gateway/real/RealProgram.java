package io.hairspring.gateway.real;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of another project, started by a test and stopped by it. */
public final class RealProgram implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int STOP_SECONDS = 10;
  private static final int FIRST_PORT = 10_000;
  private static final int FIRST_EPHEMERAL_PORT = 32_768; // of Linux; elsewhere they are higher
  private static final int MOST_ATTEMPTS = 100;

  private final Process process;
  private final Path log;

  private RealProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Returns the program's file. Where it is not installed, the calling test is skipped and says so;
   * in continuous integration it fails.
   */
  public static String require(String program, String debianPackage) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    String missing = program + " is not installed (Debian package " + debianPackage + ")";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing + ": skipped");
    throw new AssertionError("not reached");
  }

  /** Returns the file that a variable names; the calling test is skipped where it names none. */
  static String named(String variable) {
    String file = System.getenv(variable);
    Assumptions.assumeTrue(
        file != null && !file.isBlank() && Files.isExecutable(Path.of(file)),
        variable + " names no program: skipped");
    return file;
  }

  /** Returns the program beside the one that a variable names; likewise. */
  static String beside(String variable, String program) {
    Path file = Path.of(named(variable)).resolveSibling(program);
    Assumptions.assumeTrue(
        Files.isExecutable(file), "no " + program + " beside what " + variable + " names: skipped");
    return file.toString();
  }

  /** Starts a program whose output goes to {@code folder}. */
  static RealProgram start(Path folder, List<String> command) {
    try {
      Path log = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RealProgram(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end, with {@code input} on its standard input. */
  static Result run(Path folder, String input, List<String> command) {
    try {
      // Names of their own: others may run a program in the same folder now.
      Path in = Files.writeString(Files.createTempFile(folder, "input", ".txt"), input);
      Path out = Files.createTempFile(folder, "result", ".txt");
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end");
      }
      String output = Files.readString(out);
      Files.delete(in);
      Files.delete(out);
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until {@code state} holds, for a minute at most. */
  void await(String what, BooleanSupplier state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!state.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain for " + what + "; output:\n" + output());
      }
      try {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private String output() {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return String.join("\n", lines.toList());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /**
   * Returns a port of the loopback address that was free a moment ago, and that no system gives to
   * whoever asks for any, as tests beside this one and all connections do.
   */
  public static int freePort() {
    for (int attempts = 0; ; attempts++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_EPHEMERAL_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (attempts == MOST_ATTEMPTS) {
          throw new UncheckedIOException(taken);
        }
      }
    }
  }

  /** Stops it, and the processes that it started: they write in its folder, too. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.destroy();
    if (!haveEnded(all)) {
      all.forEach(ProcessHandle::destroyForcibly);
      haveEnded(all);
    }
  }

  private static boolean haveEnded(List<ProcessHandle> all) {
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How a program ended, and what it printed. */
  record Result(int exitCode, String output) {}
}
