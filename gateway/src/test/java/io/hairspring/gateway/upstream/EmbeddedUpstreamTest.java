package io.hairspring.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.upstream.Provider.Model;
import io.hairspring.gateway.upstream.ReplyPlan.Reply;
import io.hairspring.gateway.usage.UsageReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedUpstreamTest {
  private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @ParameterizedTest
  @EnumSource
  void everyModelAnswersInItsProvidersShapeAndSaysItsTokens(Provider provider) {
    try (EmbeddedUpstream upstream =
        EmbeddedUpstream.start(model -> new Reply(DELAY_NANOS, 200, 77))) {
      for (Model model : provider.models()) {
        HttpResponse<String> answer = ask(upstream, provider, model);
        assertThat(answer.statusCode()).isEqualTo(200);
        UsageReader usage = new UsageReader();
        usage.feed(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
        usage.end();
        assertThat(usage.model()).isEqualTo(model.name());
        assertThat(usage.promptTokens()).isPositive();
        assertThat(usage.completionTokens()).isEqualTo(77);
        assertThat(answer.headers().firstValueAsLong("X-Processing-Nanos").orElseThrow())
            .isGreaterThanOrEqualTo(DELAY_NANOS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void modelsAreListedAndMayBeCached(Provider provider) {
    try (EmbeddedUpstream upstream = EmbeddedUpstream.start(ReplyPlan.lifelike(1))) {
      HttpResponse<String> answer = Http.get(URI.create(upstream.url(provider) + "/v1/models"));
      assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=10");
      for (Model model : provider.models()) {
        assertThat(answer.body()).contains("\"" + model.name() + "\"");
      }
    }
  }

  @Test
  void whatIsUnknownIs404() {
    try (EmbeddedUpstream upstream = EmbeddedUpstream.start(ReplyPlan.lifelike(1))) {
      URI openai = upstream.url(Provider.OPENAI);
      assertThat(Http.get(openai.resolve("/other")).statusCode()).isEqualTo(404);
      assertThat(Http.get(openai.resolve("/openai/other")).statusCode()).isEqualTo(404);
      URI chat = openai.resolve("/openai/v1/chat/completions");
      assertThat(Http.post(chat, "{\"model\":\"other\"}").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aSeedGivesTheSameRepliesAgainOfWhichAFewAreErrors() {
    ReplyPlan plan = ReplyPlan.lifelike(7);
    ReplyPlan same = ReplyPlan.lifelike(7);
    Model model = Provider.OPENAI.models().get(0);
    int errors = 0;
    int slow = 0;
    for (int i = 0; i < 10_000; i++) {
      Reply reply = plan.next(model);
      assertThat(same.next(model)).isEqualTo(reply);
      errors += reply.status() == 200 ? 0 : 1;
      slow += reply.delayNanos() > TimeUnit.MILLISECONDS.toNanos(model.medianMillis()) ? 1 : 0;
    }
    assertThat(errors).isBetween(200, 400);
    assertThat(slow).isBetween(4_800, 5_200);
  }

  private static HttpResponse<String> ask(
      EmbeddedUpstream upstream, Provider provider, Model model) {
    return Http.post(
        upstream.url(provider).resolve(provider.questionPath(model)),
        "{\"model\":\"" + model.name() + "\"}");
  }
}
