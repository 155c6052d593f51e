package io.hairspring.gateway.cli;

import io.hairspring.gateway.Gateway;
import io.hairspring.gateway.GatewayConfig;
import io.hairspring.gateway.Version;
import io.hairspring.gateway.route.Route;
import java.io.PrintWriter;
import java.net.URI;

/** What a person sees when the gateway has started. */
final class StartPage {
  private StartPage() {}

  static void print(GatewayConfig config, Gateway gateway, boolean tokenChosen, PrintWriter out) {
    out.println("hairspring-gateway " + Version.current());
    line(out, "gateway", gateway.url());
    if (config.embeddedUpstream()) {
      line(out, "upstream", "embedded: /openai, /anthropic, /google");
    }
    for (Route route : config.routes()) {
      line(out, "upstream", route.prefix() + " -> " + route.target());
    }
    if (config.demoRatePerSecond() > 0) {
      line(out, "demo", config.demoRatePerSecond() + " requests/s sent to itself");
    }
    gateway
        .metricsUrl()
        .ifPresentOrElse(
            url -> {
              line(out, "page", url);
              line(out, "metrics", url.resolve(config.metrics().config().path()));
              line(out, "reset token", tokenChosen ? "as given" : config.metrics().resetToken());
            },
            () -> line(out, "metrics", "off"));
    line(out, "try", trial(config, gateway.url()));
    out.flush();
  }

  /** Returns a command that works as it is printed. */
  private static String trial(GatewayConfig config, URI gateway) {
    return config.embeddedUpstream()
        ? "curl -d '{\"model\":\"gpt-4o\"}' " + gateway.resolve("openai/v1/chat/completions")
        : "curl -i " + gateway.resolve(config.routes().get(0).prefix());
  }

  private static void line(PrintWriter out, String name, Object value) {
    out.println(String.format("  %-12s %s", name, value));
  }
}
