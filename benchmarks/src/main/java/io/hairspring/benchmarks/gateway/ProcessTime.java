package io.hairspring.benchmarks.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time that a gateway has used so far, in microseconds: of the whole JVM, and, where the
 * system tells it as Linux does, of its threads in whole hundredths of a second; else 0.
 *
 * @param serving by the threads that serve requests, in the kernel or not
 * @param kernel by these threads in the kernel
 * @param compiling by the compiler of the JVM
 */
record ProcessTime(double all, double serving, double kernel, double compiling) {
  static final ProcessTime NONE = new ProcessTime(0, 0, 0, 0);

  private static final String SERVING = "hairspring-gate"; // Linux keeps 15 letters of a name
  private static final String COMPILER = "C[12] Compiler.*";
  private static final int KERNEL_AT = 12; // in what stands behind the name, from 0
  private static final double TICK_MICROS = 10_000;

  static ProcessTime of(Process gateway) throws IOException {
    double all =
        gateway
                .toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(
                    () -> new IllegalStateException("this system tells no processor times"))
                .toNanos()
            / 1e3;
    ProcessTime sum = new ProcessTime(all, 0, 0, 0);
    Path threads = Path.of("/proc", Long.toString(gateway.pid()), "task");
    if (Files.isDirectory(threads)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
        for (Path thread : each) {
          try {
            sum = sum.and(Files.readString(thread.resolve("stat"), StandardCharsets.UTF_8));
          } catch (IOException ended) {
            // and so did what it used
          }
        }
      }
    }
    return sum;
  }

  /** Adds a thread, given its line as {@code man 5 proc_pid_stat} has it. */
  ProcessTime and(String thread) {
    int nameEnd = thread.lastIndexOf(')');
    String name = thread.substring(thread.indexOf('(') + 1, nameEnd);
    String[] rest = thread.substring(nameEnd + 2).split(" ", -1);
    double inKernel = Long.parseLong(rest[KERNEL_AT]) * TICK_MICROS;
    double both = inKernel + Long.parseLong(rest[KERNEL_AT - 1]) * TICK_MICROS;
    if (name.startsWith(SERVING)) {
      return new ProcessTime(all, serving + both, kernel + inKernel, compiling);
    }
    return name.matches(COMPILER) ? new ProcessTime(all, serving, kernel, compiling + both) : this;
  }

  ProcessTime and(ProcessTime more) {
    return new ProcessTime(
        all + more.all, serving + more.serving, kernel + more.kernel, compiling + more.compiling);
  }

  ProcessTime minus(ProcessTime before) {
    return and(new ProcessTime(-before.all, -before.serving, -before.kernel, -before.compiling));
  }
}
