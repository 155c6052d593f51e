package io.hairspring.gateway.tools;

import io.hairspring.exposition.format.TextTable;
import io.hairspring.undertow.tsdb.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows in a terminal what the page shows, until it is stopped. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description =
        "Shows rate, errors, objectives, latencies and the slowest requests of a process, refreshed.")
final class TopCommand implements Callable<Integer> {
  private static final String CLEAR = "\033[H\033[2J";
  private static final int MOST_LINES = 24; // of a table
  private static final String TEXT = "text/plain";
  private static final String JSON = "application/json";

  @Spec private CommandSpec spec;

  @Mixin private Access access;

  @Parameters(
      arity = "0..1",
      defaultValue = "http://127.0.0.1:9464",
      paramLabel = "URL",
      description = "The metrics server. Default: ${DEFAULT-VALUE}.")
  private String url;

  @Option(names = "--every", defaultValue = "2", description = "Seconds between looks. Default: 2.")
  private int seconds;

  @Option(names = "--once", description = "Look once, and end.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    MetricsClient client = access.to(url);
    PrintWriter out = spec.commandLine().getOut();
    out.print(look(client));
    out.flush();
    while (!once) {
      TimeUnit.SECONDS.sleep(Math.max(1, seconds));
      String next;
      try {
        next = look(client);
      } catch (MetricsClient.NoAnswerException away) {
        next = away.getMessage() + "\n"; // it may come back
      }
      out.print(CLEAR + next);
      out.flush();
    }
    return 0;
  }

  private static String look(MetricsClient client) {
    Map<?, ?> figures = (Map<?, ?>) Json.read(client.get("/health", JSON));
    Map<?, ?> health = (Map<?, ?>) Json.read(client.health());
    Map<?, ?> history = (Map<?, ?>) Json.read(client.get("/history", JSON));
    return String.format(
            Locale.ROOT,
            "%s  %s  up %s s  requests %s  errors %s (epoch %s)  series %s%n",
            client.url(),
            health.get("status"),
            figures.get("uptime_seconds"),
            shown(figures.get("requests_total")),
            shown(figures.get("request_errors_total")),
            shown(figures.get("epoch")),
            shown(figures.get("series")))
        + unwell(health)
        + now(history)
        + "\n"
        + objectives(client, (String) history.get("prefix"))
        + head(client.get("/summary", TEXT))
        + "\n"
        + slow(client);
  }

  /** Returns a line for each check that does not find all well. */
  private static String unwell(Map<?, ?> health) {
    StringBuilder lines = new StringBuilder();
    Map<?, ?> details = (Map<?, ?>) health.get("health_details");
    ((Map<?, ?>) health.get("health_checks"))
        .forEach(
            (name, check) -> {
              Object status = ((Map<?, ?>) check).get("status");
              if (!"healthy".equals(status)) {
                lines.append(
                    "%s is %s: %s%n"
                        .formatted(
                            TextTable.cell(String.valueOf(name)),
                            TextTable.cell(String.valueOf(status)),
                            TextTable.cell(String.valueOf(details.get(name)))));
              }
            });
    return lines.toString();
  }

  /** Returns the figures of the last step of the history. */
  private static String now(Map<?, ?> history) {
    List<?> points = (List<?>) history.get("points");
    if (points.isEmpty()) {
      return "the first figures come in a few seconds\n";
    }
    Map<?, ?> last = (Map<?, ?>) points.get(points.size() - 1);
    double seconds = Double.parseDouble((String) last.get("seconds"));
    return String.format(
        Locale.ROOT,
        "%.1f requests/s  %.1f errors/s  p50 %s  p90 %s  p99 %s  p99.9 %s  own p99 %s  pause %s"
            + "  gc %s%n",
        Double.parseDouble((String) last.get("requests")) / seconds,
        Double.parseDouble((String) last.get("errors")) / seconds,
        millis(last.get("p50")),
        millis(last.get("p90")),
        millis(last.get("p99")),
        millis(last.get("p999")),
        millis(last.get("overhead_p99")),
        millis(last.get("hiccup_max")),
        millis(last.get("gc_pause_max")));
  }

  private static String objectives(MetricsClient client, String prefix) {
    String table = ObjectivesTable.of(client, prefix);
    return table.isEmpty() ? "" : head(table) + "\n";
  }

  private static String slow(MetricsClient client) {
    try {
      return head(client.get("/slow", TEXT));
    } catch (MetricsClient.NoAnswerException off) {
      return "slow requests are not kept\n";
    }
  }

  private static String head(String table) {
    List<String> lines = table.lines().toList();
    String first = String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size())));
    int left = lines.size() - MOST_LINES;
    return first + (left > 0 ? "\n... " + left + " lines more\n" : "\n");
  }

  private static String millis(Object seconds) {
    double value = Double.parseDouble(String.valueOf(seconds));
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f ms", value * 1e3);
  }

  private static Object shown(Object figure) {
    return figure == null ? "-" : figure;
  }
}
