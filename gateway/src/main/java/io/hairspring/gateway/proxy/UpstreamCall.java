package io.hairspring.gateway.proxy;

import io.hairspring.gateway.client.UpstreamFailure;
import io.undertow.util.HeaderMap;
import java.nio.ByteBuffer;

/**
 * Watches one upstream call. Called by one thread at a time, in the order of the methods; exactly
 * one of {@link #completed}, {@link #failed} and {@link #abandoned} comes last. Must not block or
 * throw.
 */
public interface UpstreamCall {
  /** Looks away. */
  UpstreamCall UNWATCHED = new UpstreamCall() {};

  /**
   * Says that no connection is at hand, and the request waits for one.
   *
   * @param nanos since when, as {@link System#nanoTime} tells it
   */
  default void waiting(long nanos) {}

  /**
   * Says that a connection is being opened, in place of one that broke off if there was one. Not
   * said where one is there already.
   *
   * @param nanos since when, as {@link System#nanoTime} tells it
   */
  default void opening(long nanos) {}

  /**
   * Says that there is a connection, and the request is being sent; again if it is sent again.
   *
   * @param nanos when, as {@link System#nanoTime} tells it
   */
  default void sent(long nanos) {}

  /**
   * Says that the head of the answer came.
   *
   * @param nanos when, as {@link System#nanoTime} tells it
   * @return whether to show the body to {@link #body}
   */
  default boolean head(int status, HeaderMap headers, long nanos) {
    return false;
  }

  /** Shows the next bytes of the body; the buffer is the watcher's to move, not to keep. */
  default void body(ByteBuffer bytes) {}

  /** Says that the answer is whole. */
  default void completed() {}

  /** Says that there is no answer, or no more of it. */
  default void failed(UpstreamFailure failure) {}

  /** Says that the client went away before the answer ended. */
  default void abandoned() {}
}
