package io.hairspring.gateway.tools;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** Where {@code bin/hairspring} starts. */
@Command(
    name = "hairspring",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Looks at running processes that Hairspring measures.",
    subcommands = {TopCommand.class, HdrCommand.class},
    footer = {"", "Exit codes: 0 well; 1 no usable answer; 2 bad arguments."})
public final class Tools implements Runnable {
  @Spec private CommandLine.Model.CommandSpec spec;

  private Tools() {}

  /** Runs what the arguments ask for. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Tools())
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof MetricsClient.NoAnswerException) {
                command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
                return 1;
              }
              throw failure;
            })
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing; expected top or hdr");
  }
}
