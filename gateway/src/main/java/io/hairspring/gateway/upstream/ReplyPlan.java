package io.hairspring.gateway.upstream;

import io.hairspring.gateway.upstream.Provider.Model;
import io.undertow.util.StatusCodes;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Decides how each reply turns out. Any thread. */
@FunctionalInterface
public interface ReplyPlan {
  /** Returns what to do with the next question to this model. */
  Reply next(Model model);

  /**
   * Returns a plan as real providers behave: log-normal latencies around the model's median, three
   * in a hundred answers an error. The same seed gives the same sequence.
   */
  static ReplyPlan lifelike(long seed) {
    AtomicLong number = new AtomicLong();
    return model -> lifelike(model, new SplittableRandom(seed + number.getAndIncrement()));
  }

  private static Reply lifelike(Model model, SplittableRandom random) {
    double spread = 0.45;
    double millis = model.medianMillis() * Math.exp(spread * random.nextGaussian());
    double luck = random.nextDouble();
    int status = StatusCodes.OK;
    if (luck < 0.015) {
      status = StatusCodes.TOO_MANY_REQUESTS;
    } else if (luck < 0.025) {
      status = StatusCodes.INTERNAL_SERVER_ERROR;
    } else if (luck < 0.03) {
      status = StatusCodes.SERVICE_UNAVAILABLE;
    }
    long completionTokens = Math.round(150 * Math.exp(0.8 * random.nextGaussian()));
    return new Reply((long) (millis * TimeUnit.MILLISECONDS.toNanos(1)), status, completionTokens);
  }

  /**
   * One reply.
   *
   * @param delayNanos how long to wait before it, in nanoseconds
   * @param status 200, or an error
   * @param completionTokens how many tokens it says it took
   */
  record Reply(long delayNanos, int status, long completionTokens) {}
}
