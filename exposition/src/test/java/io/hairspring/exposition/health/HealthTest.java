package io.hairspring.exposition.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-28T10:00:00Z"), ZoneOffset.UTC);

  private static String json(Health health) {
    Utf8Buffer out = new Utf8Buffer();
    health.report().writeTo(new JsonWriter(out));
    return out.toString();
  }

  @Test
  void aReportHoldsEverythingAboutTheProcess() {
    AtomicLong nanos = new AtomicLong(5);
    Health health =
        Health.builder()
            .version("1.2.0")
            .clock(CLOCK)
            .ticker(nanos::get)
            .figure("networks_active", () -> 3)
            .check("dnsmasq", () -> CheckResult.healthy("running"))
            .check("upstream", () -> CheckResult.degraded("slow"))
            .build();
    health.recovered("killed_orphaned_process", Map.of("pid", 12345));
    nanos.addAndGet(3_600_999_999_999L);
    assertThat(json(health).replaceAll("\"seconds\":[0-9.]+,", ""))
        .isEqualTo(
            "{\"status\":\"degraded\",\"version\":\"1.2.0\",\"uptime_seconds\":3600,"
                + "\"networks_active\":3,"
                + "\"health_details\":{\"dnsmasq\":\"running\",\"upstream\":\"slow\"},"
                + "\"health_checks\":{\"dnsmasq\":{\"status\":\"healthy\",\"timed_out\":false},"
                + "\"upstream\":{\"status\":\"degraded\",\"timed_out\":false}},"
                + "\"recovery_actions\":[{\"action\":\"killed_orphaned_process\","
                + "\"pid\":12345,\"timestamp\":\"2026-01-28T10:00:00Z\"}],"
                + "\"timestamp\":\"2026-01-28T10:00:00Z\"}");
  }

  @Test
  void textsOfAnyLengthMakeNoLongReport() {
    String text = "x".repeat(1_000_000);
    Health health = Health.builder().check("a", () -> CheckResult.degraded(text)).build();
    health.recovered(text, Map.of("more", text));
    assertThat(json(health)).hasSizeLessThan(5_000).contains("xxx…");
  }

  @Test
  void theWorstCheckDecides() {
    HealthBuilder builder = Health.builder().check("a", () -> CheckResult.healthy("ok"));
    assertThat(builder.build().report().status()).isEqualTo(HealthStatus.HEALTHY);
    builder.check("b", () -> CheckResult.unhealthy("gone"));
    builder.check("c", () -> CheckResult.degraded("slow"));
    assertThat(builder.build().report().status()).isEqualTo(HealthStatus.UNHEALTHY);
  }

  @Test
  void aCheckThatThrowsIsUnhealthyAndTellsNoSecret() {
    Health health =
        Health.builder()
            .check(
                "database",
                () -> {
                  throw new IOException("password=hunter2");
                })
            .check("silent", () -> null)
            .figure(
                "broken",
                () -> {
                  throw new IllegalStateException("hunter2");
                })
            .build();
    assertThat(health.report().status()).isEqualTo(HealthStatus.UNHEALTHY);
    assertThat(json(health))
        .contains("check failed: IOException")
        .doesNotContain("hunter2", "broken");
  }

  @Test
  void readinessFollowsTheFacts() {
    AtomicBoolean started = new AtomicBoolean();
    Health health =
        Health.builder()
            .readyWhen("started", started::get)
            .readyWhen(
                "failing",
                () -> {
                  throw new IllegalStateException();
                })
            .readyWhen(
                "broken",
                () -> {
                  throw new NoClassDefFoundError("gone");
                })
            .build();
    assertThat(health.missingFacts()).containsExactly("started", "failing", "broken");
    started.set(true);
    assertThat(health.missingFacts()).containsExactly("failing", "broken");
    assertThat(Health.builder().build().missingFacts()).isEmpty();
  }

  @Test
  void aProcessThatIsNotAliveIsNotReadyEither() {
    AtomicBoolean moving = new AtomicBoolean(true);
    Health health = Health.builder().liveWhen("clock", moving::get).build();
    assertThat(health.missingLiveFacts()).isEmpty();
    moving.set(false);
    assertThat(health.missingLiveFacts()).containsExactly("clock");
    assertThat(health.missingFacts()).containsExactly("clock");
  }

  @Test
  void aProcessThatDrainsIsAliveAndNotReady() {
    Health health = Health.builder().build();
    health.drain();
    assertThat(health.missingFacts()).containsExactly("accepting");
    assertThat(health.missingLiveFacts()).isEmpty();
  }

  @Test
  void aFactNamedAsOursIsMissingOnce() {
    Health health = Health.builder().readyWhen("accepting", () -> false).build();
    health.drain();
    assertThat(health.missingFacts()).containsExactly("accepting");
  }

  @Test
  void detailsOfARecoveryAreNumbersTruthsOrTexts() {
    Health health = Health.builder().clock(CLOCK).build();
    health.recovered(
        "restarted",
        Map.of(
            "byte", (byte) 1, "float", 0.5f, "long", 3L, "text", CLOCK.getZone(), "truth", true));
    assertThat(json(health))
        .contains("\"byte\":1,\"float\":0.5,\"long\":3,\"text\":\"Z\",\"truth\":true");
  }

  @Test
  void onlyTheLastRecoveriesAreKept() {
    Health health = Health.builder().clock(CLOCK).build();
    for (int i = 0; i < 40; i++) {
      health.recovered("action-" + i, Map.of());
    }
    assertThat(health.report().recoveries()).hasSize(32);
    assertThat(health.report().recoveries().get(0).action()).isEqualTo("action-8");
  }

  @Test
  void namesAreGivenOnce() {
    HealthBuilder builder = Health.builder().figure("clients", () -> 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.figure("clients", () -> 2))
        .withMessageContaining("\"clients\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.figure("status", () -> 2))
        .withMessageContaining("\"status\"");
  }
}
