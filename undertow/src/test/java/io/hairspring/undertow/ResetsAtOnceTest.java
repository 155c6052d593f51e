package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.Counter;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever resets at the same time as others closes an epoch of his own. */
class ResetsAtOnceTest {
  private static final int RESETTERS = 4;
  private static final int ROUNDS = 20;
  private static final int WRITERS = 2;

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
  private final LatencyRecorder times = metrics.latency("job_seconds", "Jobs.").register();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());
  private final ExecutorService threads = Executors.newFixedThreadPool(RESETTERS + WRITERS);
  private final AtomicBoolean stop = new AtomicBoolean();

  @AfterEach
  void stop() {
    stop.set(true);
    threads.shutdownNow();
    server.close();
    metrics.close();
  }

  @Test
  void eachEventIsInExactlyOneAnswerAndEachAnswerHasANumberOfItsOwn() throws Exception {
    List<Future<Long>> written = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      written.add(threads.submit(this::write));
    }
    CyclicBarrier together = new CyclicBarrier(RESETTERS);
    List<Future<List<JsonNode>>> resetters = new ArrayList<>();
    for (int i = 0; i < RESETTERS; i++) {
      resetters.add(threads.submit(() -> resets(together)));
    }
    List<JsonNode> answers = new ArrayList<>();
    for (Future<List<JsonNode>> resetter : resetters) {
      answers.addAll(resetter.get());
    }
    stop.set(true);
    long events = 0;
    for (Future<Long> writer : written) {
      events += writer.get();
    }
    answers.add(reset());
    assertThat(sum(answers, "jobs_total", "value")).isEqualTo(events);
    assertThat(sum(answers, "job_seconds", "count")).isEqualTo(events);
    assertThat(answers.stream().map(answer -> answer.at("/epoch/number").asLong()).sorted())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, RESETTERS * ROUNDS + 1L).boxed().toList());
  }

  private long write() {
    long events = 0;
    for (; !stop.get(); events++) {
      jobs.inc();
      times.record(events % 1_000_000);
    }
    return events;
  }

  private List<JsonNode> resets(CyclicBarrier together) throws Exception {
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      together.await();
      answers.add(reset());
    }
    return answers;
  }

  private JsonNode reset() throws Exception {
    return JsonMapper.builder()
        .build()
        .readTree(client.send("POST", "/metrics/reset", "Authorization", "Bearer t").body());
  }

  private static long sum(List<JsonNode> answers, String family, String field) {
    long sum = 0;
    for (JsonNode answer : answers) {
      for (JsonNode each : answer.at("/families")) {
        if (each.at("/name").asText().equals(family)) {
          sum += each.at("/series/0/" + field).asLong();
        }
      }
    }
    return sum;
  }
}
