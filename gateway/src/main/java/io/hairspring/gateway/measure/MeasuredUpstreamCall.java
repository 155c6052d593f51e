package io.hairspring.gateway.measure;

import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.usage.UsageReader;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/** One upstream call, recorded when it has ended. */
final class MeasuredUpstreamCall extends CallPhases implements UpstreamCall {
  private static final String UNKNOWN = "unknown";
  private static final int LONGEST_MODEL = 100;

  private final MeasuredUpstreams metrics;
  private final String provider;
  private final long startNanos;
  private UsageReader usage; // null unless the answer is JSON
  private int status; // 0 until the head of the answer came
  private long sentNanos;
  private long headNanos;

  MeasuredUpstreamCall(MeasuredUpstreams metrics, String provider, long startNanos) {
    super(startNanos);
    this.metrics = metrics;
    this.provider = provider;
    this.startNanos = startNanos;
  }

  @Override
  public void opening(long nanos) {
    connecting(nanos);
  }

  @Override
  public void sent(long nanos) {
    sentNanos = nanos;
    sending(nanos);
  }

  @Override
  public boolean head(int status, HeaderMap headers, long nanos) {
    this.status = status;
    headNanos = nanos;
    receiving(nanos);
    if (isPlainJson(headers)) {
      usage = new UsageReader();
    }
    return usage != null;
  }

  @Override
  public void body(ByteBuffer bytes) {
    usage.feed(bytes);
  }

  @Override
  public void completed() {
    String model = endUsage(true);
    long nowNanos = end();
    metrics.answered(provider, model, status, nowNanos - startNanos);
    metrics.answered(provider, headNanos - sentNanos, nowNanos - headNanos);
  }

  @Override
  public void failed(UpstreamFailure failure) {
    String model = endUsage(false);
    metrics.failed(provider, model, status, failure.label(), end() - startNanos);
  }

  @Override
  public void abandoned() {
    String model = endUsage(false);
    metrics.abandoned(provider, model, status, end() - startNanos);
  }

  private long end() {
    long nowNanos = metrics.nanoTime();
    over(nowNanos);
    return nowNanos;
  }

  @Override
  public void ended(long requestStartNanos, long endNanos) {
    super.ended(requestStartNanos, endNanos);
    metrics.ended(provider, this);
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("provider", provider);
  }

  /** Records what the reply said about itself, and returns the model. */
  private String endUsage(boolean whole) {
    if (usage == null) {
      return UNKNOWN;
    }
    usage.end();
    if ((whole && usage.unreadable()) || usage.model().length() > LONGEST_MODEL) {
      metrics.unreadable(provider);
    }
    String model = label(usage.model());
    metrics.tokens(provider, model, usage.promptTokens(), usage.completionTokens());
    return model;
  }

  private static boolean isPlainJson(HeaderMap headers) {
    String type = headers.getFirst(Headers.CONTENT_TYPE);
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/json")
        && !headers.contains(Headers.CONTENT_ENCODING);
  }

  private static String label(String model) {
    return model.isEmpty() || model.length() > LONGEST_MODEL ? UNKNOWN : model;
  }
}
