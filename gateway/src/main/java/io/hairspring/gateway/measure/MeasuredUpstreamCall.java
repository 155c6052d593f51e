package io.hairspring.gateway.measure;

import io.hairspring.gateway.client.UpstreamFailure;
import io.hairspring.gateway.proxy.UpstreamCall;
import io.hairspring.gateway.usage.UsageReader;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Map;

/** One upstream call, recorded when it has ended. */
final class MeasuredUpstreamCall extends CallPhases implements UpstreamCall {
  private static final int LONGEST_MODEL = 100;
  private static final String JSON = "application/json";

  private final MeasuredRoute route;
  private UsageReader usage; // null unless the answer is JSON
  private int status; // 0 until the head of the answer came
  private long firstByteNanos; // of the last try

  MeasuredUpstreamCall(MeasuredRoute route) {
    this.route = route;
  }

  @Override
  public void waiting(long nanos) {
    awaiting(nanos);
  }

  @Override
  public void opening(long nanos) {
    connecting(nanos);
  }

  @Override
  public void sent(long nanos) {
    sending(nanos);
  }

  @Override
  public boolean head(int status, HeaderMap headers, long nanos) {
    this.status = status;
    firstByteNanos = receiving(nanos);
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
    end();
    route.answered(model, status, sinceAskedNanos(), firstByteNanos, transferNanos());
  }

  @Override
  public void failed(UpstreamFailure failure) {
    String model = endUsage(false);
    end();
    route.failed(model, status, failure, sinceAskedNanos());
  }

  @Override
  public void abandoned() {
    String model = endUsage(false);
    end();
    route.abandoned(model, status, sinceAskedNanos());
  }

  /** Most requests end with the last byte of their answer, just before their call says so. */
  private void end() {
    if (!hasEnded()) {
      over(route.nanoTime());
    }
  }

  @Override
  public void ended(long requestStartNanos, long endNanos) {
    super.ended(requestStartNanos, endNanos);
    route.ended(this);
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("provider", route.provider());
  }

  /** Records what the reply said about itself, and returns the model. */
  private String endUsage(boolean whole) {
    if (usage == null) {
      return MeasuredRoute.UNKNOWN;
    }
    usage.end();
    if ((whole && usage.unreadable()) || usage.model().length() > LONGEST_MODEL) {
      route.unreadable();
    }
    String model = label(usage.model());
    route.tokens(model, usage.promptTokens(), usage.completionTokens());
    return model;
  }

  private static boolean isPlainJson(HeaderMap headers) {
    String type = headers.getFirst(Headers.CONTENT_TYPE);
    return type != null
        && type.regionMatches(true, 0, JSON, 0, JSON.length())
        && !headers.contains(Headers.CONTENT_ENCODING);
  }

  private static String label(String model) {
    return model.isEmpty() || model.length() > LONGEST_MODEL ? MeasuredRoute.UNKNOWN : model;
  }
}
