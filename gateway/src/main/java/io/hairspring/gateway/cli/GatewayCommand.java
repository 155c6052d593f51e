package io.hairspring.gateway.cli;

import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.Version;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The flags of the gateway. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    versionProvider = GatewayCommand.VersionLine.class,
    header = "A reverse proxy that measures every request.",
    footer = {
      "",
      "Every flag is also an environment variable: --metrics-port is HAIRSPRING_METRICS_PORT. A"
          + " flag goes before its variable. Several routes in HAIRSPRING_ROUTE are separated by"
          + " blanks.",
      "",
      "Exit codes: 0 stopped by Ctrl-C or SIGTERM, requests in flight were answered;"
          + " 1 could not start, such as a port that is taken; 2 bad flags."
    })
final class GatewayCommand implements Callable<Integer> {
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;

  /** Starts a gateway and says so; the process lives on. */
  interface Starter {
    void start(GatewayConfig config, boolean tokenChosen, PrintWriter out);
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port for clients, 0 for any free one. Default: 8080.")
  private String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address for clients. Default: 127.0.0.1.")
  private String host;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      description = "Port of the metrics server, 0 for any free one. Default: 9464.")
  private String metricsPort;

  @Option(
      names = "--metrics-host",
      paramLabel = "ADDRESS",
      description = "Address of the metrics server. Default: 127.0.0.1.")
  private String metricsHost;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Forward everything to this http or https URL. Without it and without --route an"
              + " embedded upstream answers as three AI providers.")
  private String upstream;

  @Option(
      names = "--route",
      paramLabel = "/PREFIX=URL",
      description =
          "Forward what is below /PREFIX to URL; the prefix is taken off, so with /ai=http://h/v1"
              + " a request for /ai/x asks for http://h/v1/x. The longest prefix wins; without one"
              + " the answer is 404. Repeatable.")
  private List<String> routes = List.of();

  @Option(
      names = "--demo-rate",
      paramLabel = "N",
      description =
          "Requests per second that the gateway sends itself. Default: 50 with the embedded"
              + " upstream, else 0.")
  private String demoRate;

  @Option(
      names = "--record",
      paramLabel = "WAY",
      description =
          "How requests are recorded: direct, by the thread that ends them, or ring, by one consumer"
              + " in batches, so that a scrape shows each request in all its metrics or in none."
              + " Default: direct.")
  private String record;

  @Option(
      names = "--reset-token",
      paramLabel = "TOKEN",
      description = "Token for POST /metrics/reset. Default: a random one, printed at start.")
  private String resetToken;

  @Option(
      names = "--no-metrics",
      description = "Record nothing and show no metrics: the same gateway, for comparison.")
  private boolean noMetrics;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      description =
          "How long an upstream connection may take to open, such as 500ms or 2s. Default: 5s.")
  private String connectTimeout;

  @Option(
      names = "--response-timeout",
      paramLabel = "TIME",
      description =
          "How long an upstream may be silent before its answer and within it. Default: 60s.")
  private String responseTimeout;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections to one upstream; as many requests wait for one. Default: 1024.")
  private String maxConnections;

  private final Map<String, String> environment;
  private final Starter starter;

  private GatewayCommand(Map<String, String> environment, Starter starter) {
    this.environment = environment;
    this.starter = starter;
  }

  /**
   * Reads the arguments and starts a gateway, unless they ask for help.
   *
   * @return the exit code, or 0 if the gateway runs
   */
  static int run(
      String[] arguments,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      Starter starter) {
    CommandLine line = new CommandLine(new GatewayCommand(environment, starter));
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(
        (bad, given) -> {
          err.println("gateway: " + explain(bad));
          err.flush();
          return BAD_INPUT;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          err.println("gateway: " + failure.getMessage());
          err.flush();
          return failure instanceof BadValueException ? BAD_INPUT : FAILED;
        });
    return line.execute(arguments);
  }

  @Override
  public Integer call() {
    Settings settings = new Settings(environment);
    settings.put("--port", port);
    settings.put("--host", host);
    settings.put("--metrics-port", metricsPort);
    settings.put("--metrics-host", metricsHost);
    settings.put("--upstream", upstream);
    settings.put("--route", routes.isEmpty() ? null : String.join(" ", routes));
    settings.put("--demo-rate", demoRate);
    settings.put("--record", record);
    settings.put("--reset-token", resetToken);
    settings.put("--no-metrics", noMetrics ? "true" : null);
    settings.put("--connect-timeout", connectTimeout);
    settings.put("--response-timeout", responseTimeout);
    settings.put("--max-connections", maxConnections);
    starter.start(
        ConfigReader.read(settings), settings.has("--reset-token"), spec.commandLine().getOut());
    return 0;
  }

  private static String explain(ParameterException bad) {
    if (bad instanceof UnmatchedArgumentException unmatched) {
      String typed = unmatched.getUnmatched().get(0);
      String near =
          NearestFlag.to(typed, bad.getCommandLine().getCommandSpec().optionsMap().keySet());
      String hint = near == null ? "; try --help" : "; did you mean " + near + "?";
      return "unknown argument \"" + typed + "\"" + hint;
    }
    return bad.getMessage() + "; try --help";
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"hairspring-gateway " + Version.current()};
    }
  }
}
