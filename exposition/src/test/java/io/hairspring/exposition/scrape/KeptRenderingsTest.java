package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large answers in gzip, of which chunks that did not change are kept. */
class KeptRenderingsTest {
  private static final int SERIES = 8_000; // some 400 KB of text
  private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(SERIES));
  private final Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("job");
  private final Family<Counter> tasks = metrics.counter("tasks_total", "Tasks.").family("task");
  private final ScrapeService service = ScrapeService.create(metrics);

  @BeforeEach
  void fill() {
    for (int i = 0; i < SERIES; i++) {
      jobs.with("number " + i + " of all").add(i);
      tasks.with("number " + i + " of all").add(i);
    }
  }

  @AfterEach
  void stop() {
    service.close();
    metrics.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/json"})
  void eachAnswerShowsWhatIsThere(String path) throws Exception {
    for (int i = 0; i < 6; i++) {
      assertThat(unzipped(path, null)).contains(line(path, "number 7 of all", 7 + i / 2));
      assertThat(unzipped(path, "name[]=tasks_total")).doesNotContain("jobs_total");
      jobs.with("number 7 of all").add(i % 2);
    }
  }

  private static String line(String path, String job, long value) {
    return path.isEmpty()
        ? "jobs_total{job=\"" + job + "\"} " + value + "\n"
        : "{\"labels\":{\"job\":\"" + job + "\"},\"value\":" + value;
  }

  private String unzipped(String path, String query) throws Exception {
    Asked asked = Asked.get(service, path, query, GZIP);
    byte[] body = asked.bytes();
    asked.answer().sent();
    assertThat(asked.answer().headers()).containsEntry("Content-Encoding", "gzip");
    return unzipped(body);
  }

  private static String unzipped(byte[] body) throws IOException {
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    return new String(plain, StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerStaysAsItIsUntilItHasEndedThoughOthersFollow() throws Exception {
    Asked slow = Asked.get(service, "", null, GZIP);
    byte[] before = slow.bytes();
    for (int i = 0; i < 5; i++) {
      jobs.with("number 7 of all").inc();
      unzipped("", null);
    }
    assertThat(slow.bytes()).isEqualTo(before);
    assertThat(unzipped(before)).contains(line("", "number 7 of all", 7));
    slow.answer().sent();
  }
}
