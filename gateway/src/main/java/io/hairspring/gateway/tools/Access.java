package io.hairspring.gateway.tools;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the tools come to metrics servers. */
final class Access {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--token",
      defaultValue = "${env:HAIRSPRING_METRICS_TOKEN}",
      description = "Token of readers. Better as HAIRSPRING_METRICS_TOKEN.")
  private String token;

  /**
   * Returns a client of a server.
   *
   * @throws CommandLine.ParameterException if that is no URL to ask
   */
  MetricsClient to(String url) {
    try {
      return new MetricsClient(url, token);
    } catch (IllegalArgumentException bad) {
      throw new CommandLine.ParameterException(spec.commandLine(), bad.getMessage());
    }
  }
}
