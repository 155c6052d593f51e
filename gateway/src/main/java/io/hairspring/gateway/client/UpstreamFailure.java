package io.hairspring.gateway.client;

import io.undertow.util.StatusCodes;

/** Why an upstream call gave no whole answer, and what the client is told. */
public enum UpstreamFailure {
  /** The connection was refused, or the host is not known. */
  CONNECT("connect", StatusCodes.BAD_GATEWAY, "the upstream cannot be reached"),
  /** The connection did not open in time. */
  CONNECT_TIMEOUT(
      "connect_timeout",
      StatusCodes.GATEWAY_TIME_OUT,
      "the upstream did not accept the connection in time"),
  /** Every connection is busy and the queue is full, or its wait was too long. */
  NO_CAPACITY("no_capacity", StatusCodes.SERVICE_UNAVAILABLE, "every upstream connection is busy"),
  /** The upstream was silent for too long. */
  TIMEOUT("timeout", StatusCodes.GATEWAY_TIME_OUT, "the upstream did not answer in time"),
  /** The connection ended before the answer did. */
  RESET("reset", StatusCodes.BAD_GATEWAY, "the upstream closed the connection"),
  /** What came is not HTTP. */
  BAD_ANSWER("bad_answer", StatusCodes.BAD_GATEWAY, "the upstream sent no valid HTTP answer");

  private final String label;
  private final int status;
  private final String message;

  UpstreamFailure(String label, int status, String message) {
    this.label = label;
    this.status = status;
    this.message = message;
  }

  /** Returns the short name that metrics use. */
  public String label() {
    return label;
  }

  /** Returns the status that the client gets. */
  public int status() {
    return status;
  }

  /** Returns what people are told. */
  public String message() {
    return message;
  }
}
