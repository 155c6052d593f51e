package io.hairspring.gateway.cli;

import io.hairspring.gateway.GatewayConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Command lines that are read as the program does, but start nothing. */
abstract class CommandLines {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  GatewayConfig started; // what would have been; null if nothing

  final int run(Map<String, String> environment, String... arguments) {
    return GatewayCommand.run(
        arguments,
        environment,
        new PrintWriter(out),
        new PrintWriter(err),
        (config, tokenChosen, to) -> started = config);
  }
}
