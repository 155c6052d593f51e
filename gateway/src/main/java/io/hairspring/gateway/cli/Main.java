package io.hairspring.gateway.cli;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Where the program starts. */
public final class Main {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private Main() {}

  /** Starts the gateway that the arguments and the environment describe. */
  public static void main(String[] arguments) {
    Logs.quieten();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = GatewayCommand.run(arguments, System.getenv(), out, err, Main::start);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static void start(GatewayConfig config, boolean tokenChosen, PrintWriter out) {
    Gateway gateway = Gateway.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, out), "hairspring-stop"));
    StartPage.print(config, gateway, tokenChosen, out);
  }

  private static void stop(Gateway gateway, PrintWriter out) {
    out.println("stopping: answering the requests in flight");
    long cutOff = gateway.stop(DRAIN_LIMIT);
    out.println(
        cutOff == 0
            ? "stopped: no request was cut off"
            : "stopped: " + cutOff + " request(s) cut off after " + DRAIN_LIMIT.toSeconds() + " s");
    out.flush();
    // After a signal the JVM would exit with 128 plus its number, also when all went well.
    Runtime.getRuntime().halt(0);
  }
}
