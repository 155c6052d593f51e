package io.hairspring.exposition.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A program of another project, if it is installed. */
final class RealProgram {
  private static final long PATIENCE_SECONDS = 60;

  // A program may fill both its streams, so nobody who reads one may wait for the other's reader.
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private RealProgram() {}

  /**
   * Returns the program if {@code probe} succeeds. Otherwise the test is skipped, saying so; where
   * {@code CI=true}, it fails, since there everything must be installed.
   */
  static RealProgram find(String name, List<String> probe) throws Exception {
    boolean found;
    try {
      found = new RealProgram().run("", probe.toArray(String[]::new)).exitCode() == 0;
    } catch (IOException missing) {
      found = false;
    }
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as(name + " is installed").isTrue();
    }
    assumeTrue(found, name + " is not installed: its check of our output is skipped");
    return new RealProgram();
  }

  /** Runs a command on this input. */
  Result run(String input, String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    try {
      CompletableFuture<String> output = read(process.getInputStream());
      CompletableFuture<String> errors = read(process.getErrorStream());
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return new Result(process.exitValue(), output.get(), errors.get());
    } finally {
      process.destroyForcibly();
    }
  }

  private static CompletableFuture<String> read(InputStream from) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        },
        OWN_THREAD);
  }

  record Result(int exitCode, String output, String errors) {}
}
