package io.hairspring.gateway.cli;

import io.hairspring.exposition.config.ConfigException;
import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.ConfigSettings;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.config.NearestName;
import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.Version;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
      "Every setting is also an environment variable, HAIRSPRING_METRICS_PORT for --metrics-port,"
          + " and a line of the file that --config names. A flag goes before its variable, and the"
          + " variable before the file; a setting that stands twice in one of them is refused."
          + " Values are taken as they are, also those that begin with @. Several routes in HAIRSPRING_ROUTE, and objectives in"
          + " HAIRSPRING_SLO, are separated by blanks.",
      "",
      "Exit codes: 0 stopped by Ctrl-C or SIGTERM, requests in flight were answered;"
          + " 1 could not start, such as a port that is taken; 2 bad flags or settings."
    })
final class GatewayCommand implements Callable<Integer> {
  private static final int LONGEST_MESSAGE = 2_000;

  static final int FAILED = 1;
  static final int BAD_INPUT = 2;

  /** Starts a gateway and says so; the process lives on. */
  interface Starter {
    void start(GatewayConfig config, boolean tokenChosen, PrintWriter out);
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--route",
      paramLabel = "/PREFIX=URL",
      description =
          "Forward what is below /PREFIX to URL; the prefix is taken off, so with /ai=http://h/v1"
              + " a request for /ai/x asks for http://h/v1/x. The longest prefix wins; without one"
              + " the answer is 404. Repeatable.")
  private List<String> routes = List.of();

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      description =
          "Count what share of requests is good and how fast the rest is used up, such as"
              + " route=/ai,latency=250ms,objective=99.9: 99.9 percent of what is below /ai, with a"
              + " status below 500 and within 250 ms. Without route of all requests, without"
              + " latency by the status alone; name=... tells it from others. Repeatable.")
  private List<String> slos = List.of();

  @Option(
      names = "--no-metrics",
      description = "Record nothing and show no metrics: the same gateway, for comparison.")
  private boolean noMetrics;

  @SuppressWarnings("unused") // read by the name of its flag
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties file with settings, called as the flags are: metrics-port=9464. Weaker than"
              + " variables and flags.")
  private String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any setting, also one without a flag of its own. Repeatable.")
  private List<String> pairs = List.of();

  @Option(
      names = "--print-config",
      description = "Print all settings and where they come from, without secrets, and stop.")
  private boolean printConfig;

  private boolean jsonLog;

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
    GatewayKeys.ALL.stream()
        .filter(key -> !key.help().isEmpty())
        .forEach(key -> line.getCommandSpec().addOption(flag(key)));
    line.setExpandAtFiles(false); // a value may begin with @
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(
        (bad, given) -> {
          err.println("gateway: " + oneLine(explain(bad)));
          err.flush();
          return BAD_INPUT;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          PrintWriter lines =
              ((GatewayCommand) command.getCommand()).jsonLog
                  ? new JsonLines(err, Level.SEVERE)
                  : err;
          lines.println("gateway: " + oneLine(failure.getMessage()));
          lines.flush();
          return failure instanceof ConfigException ? BAD_INPUT : FAILED;
        });
    return line.execute(arguments);
  }

  /** Returns the flag of a setting, which is read by its name. */
  private static OptionSpec flag(ConfigKey key) {
    String otherwise = key.otherwise().isEmpty() ? "" : " Default: " + key.otherwise() + ".";
    return OptionSpec.builder("--" + key.name())
        .paramLabel(key.value())
        .type(String.class)
        .description(key.help() + otherwise)
        .build();
  }

  @Override
  public Integer call() {
    ConfigSettings settings = settings();
    GatewayConfig read = ConfigReader.read(settings);
    jsonLog = ConfigReader.jsonLog(settings);
    Trial.judge(settings);
    if (printConfig) {
      // A file names no further one, and what that one says is printed itself.
      spec.commandLine().getOut().print(settings.print().replaceFirst("(?m)^config=", "#config="));
      spec.commandLine().getOut().flush();
      return 0;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (jsonLog) {
      Logs.asJson();
    }
    starter.start(
        read,
        settings.has(HairspringConfig.RESET_TOKEN),
        jsonLog ? new JsonLines(out, Level.INFO) : out);
    return 0;
  }

  /** Gathers what flags and variables say, and the file that one of them names. */
  private ConfigSettings settings() {
    ConfigSettings.Builder given = ConfigSettings.builder(GatewayKeys.ALL).environment(environment);
    addFlags(given);
    ConfigSettings named = given.build();
    if (!named.has(GatewayKeys.CONFIG)) {
      return named;
    }
    Path file = path(named);
    ConfigSettings read = ConfigSettings.builder(GatewayKeys.ALL).file(file).build();
    if (read.has(GatewayKeys.CONFIG)) {
      throw read.bad(GatewayKeys.CONFIG, "no further file in a file");
    }
    return given.file(file).build();
  }

  private static Path path(ConfigSettings settings) {
    String file = settings.get(GatewayKeys.CONFIG);
    try {
      Path path = Path.of(file);
      if (!file.isBlank() && Files.isReadable(path) && !Files.isDirectory(path)) {
        return path;
      }
    } catch (InvalidPathException none) {
      // nor can it be read
    }
    throw settings.bad(GatewayKeys.CONFIG, "a readable properties file");
  }

  /** Takes what the command line says, each flag by its own name. */
  private void addFlags(ConfigSettings.Builder given) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
      String flag = option.longestName();
      if (option.getValue() instanceof String value) {
        given.set(flag, flag.substring(2), value);
      }
    }
    if (!routes.isEmpty()) {
      given.set("--route", GatewayKeys.ROUTE.name(), String.join(" ", routes));
    }
    if (!slos.isEmpty()) {
      given.set("--slo", GatewayKeys.SLO.name(), String.join(" ", slos));
    }
    if (noMetrics) {
      given.set("--no-metrics", GatewayKeys.NO_METRICS.name(), "true");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ConfigException("--set", "KEY=VALUE, such as metrics-prefix=shop_", pair);
      }
      given.set(
          "--set " + ConfigException.shown(pair.substring(0, equals)),
          pair.substring(0, equals),
          pair.substring(equals + 1));
    }
  }

  private static String explain(ParameterException bad) {
    if (bad instanceof UnmatchedArgumentException unmatched) {
      String typed = unmatched.getUnmatched().get(0);
      String near =
          NearestName.to(
              ConfigException.shown(nameOf(typed)),
              bad.getCommandLine().getCommandSpec().optionsMap().keySet());
      String hint = near == null ? "; try --help" : "; did you mean " + near + "?";
      return "unknown argument \"" + ConfigException.shown(typed) + "\"" + hint;
    }
    return bad.getMessage() + "; try --help";
  }

  /** Returns a message that a library may have put values into as they are. */
  private static String oneLine(String message) {
    String whole = new ConfigException(String.valueOf(message)).getMessage();
    return whole.length() > LONGEST_MESSAGE ? whole.substring(0, LONGEST_MESSAGE) + "…" : whole;
  }

  private static String nameOf(String typed) {
    return typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"hairspring-gateway " + Version.current()};
    }
  }
}
