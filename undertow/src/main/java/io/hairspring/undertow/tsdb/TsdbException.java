package io.hairspring.undertow.tsdb;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** Why a time-series database gave no answer that can be handed on. */
public final class TsdbException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;

  private final Reason reason;
  private final int status;

  private TsdbException(Reason reason, int status, String message) {
    super(message, null, false, false); // for a client, not for developers: without a stack trace
    this.reason = reason;
    this.status = status;
  }

  /** Returns the failure of an answer, in words that a client may read. */
  public static TsdbException of(Throwable failure) {
    boolean reached = true;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TsdbException known) {
        return known;
      }
      if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
        return new TsdbException(
            Reason.LATE, UNAVAILABLE, "the time-series database did not answer in time");
      }
      if (cause instanceof ProtocolException) {
        return nonsense();
      }
      reached &= !(cause instanceof IOException);
    }
    return reached
        ? nonsense()
        : new TsdbException(Reason.AWAY, UNAVAILABLE, "the time-series database cannot be reached");
  }

  static TsdbException nonsense() {
    return new TsdbException(
        Reason.NONSENSE,
        BAD_GATEWAY,
        "the time-series database answered something else than expected");
  }

  static TsdbException refused(int status) {
    return new TsdbException(
        Reason.NONSENSE, status, "the time-series database answered " + status);
  }

  /** Returns what kind of failure it was. */
  public Reason reason() {
    return reason;
  }

  /** Returns the status to answer with: the database's own error, 502 or 503. */
  public int status() {
    return status;
  }

  /** Kinds of failure. */
  public enum Reason {
    /** There is no connection, or it broke off. */
    AWAY("away"),
    /** It took too long. */
    LATE("late"),
    /** It answered something else than this API does. */
    NONSENSE("nonsense");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** Returns how metrics spell it. */
    public String label() {
      return label;
    }
  }
}
