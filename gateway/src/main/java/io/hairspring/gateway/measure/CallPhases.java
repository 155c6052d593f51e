package io.hairspring.gateway.measure;

import io.hairspring.undertow.RequestPhases;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of a request goes that an upstream answers. Each moment ends one phase and begins
 * the next, so the phases add up to the whole, whatever happens in which order. Used by the I/O
 * thread of the request.
 */
class CallPhases implements RequestPhases {
  /** What a call waits for. */
  private enum Phase {
    QUEUE,
    CONNECTION,
    CONNECT,
    FIRST_BYTE,
    TRANSFER,
    NOTHING
  }

  private Phase phase = Phase.QUEUE;
  private boolean ended;
  private long sinceNanos;
  private long askedNanos; // when the first phase was over, whose beginning the request knows
  private long queueNanos;
  private long waitNanos;
  private long connectNanos;
  private long firstByteNanos;
  private long transferNanos;
  private long finishNanos;

  /** No connection is at hand, and one is waited for from now on. */
  final void awaiting(long nanos) {
    enter(Phase.CONNECTION, nanos);
  }

  /** A connection is being opened from now on. */
  final void connecting(long nanos) {
    enter(Phase.CONNECT, nanos);
  }

  /** The request is being sent from now on. */
  final void sending(long nanos) {
    enter(Phase.FIRST_BYTE, nanos);
  }

  /** The answer has begun; returns how long that took since the request was sent last. */
  final long receiving(long nanos) {
    long awaitedNanos = nanos - sinceNanos;
    enter(Phase.TRANSFER, nanos);
    return awaitedNanos;
  }

  /** The call is over, with or without an answer. */
  final void over(long nanos) {
    enter(Phase.NOTHING, nanos);
  }

  private void enter(Phase next, long nanos) {
    long spentNanos = nanos - sinceNanos;
    switch (phase) {
      case QUEUE -> askedNanos = nanos;
      case CONNECTION -> waitNanos += spentNanos;
      case CONNECT -> connectNanos += spentNanos;
      case FIRST_BYTE -> firstByteNanos += spentNanos;
      case TRANSFER -> transferNanos += spentNanos;
      case NOTHING -> finishNanos += spentNanos;
    }
    phase = next;
    sinceNanos = nanos;
  }

  @Override
  public void ended(long startNanos, long endNanos) {
    enter(Phase.NOTHING, endNanos);
    queueNanos = askedNanos - startNanos;
    ended = true;
  }

  /** Returns whether the request has ended. */
  final boolean hasEnded() {
    return ended;
  }

  /** Returns how long it was from asking for a connection to the last moment so far. */
  final long sinceAskedNanos() {
    return sinceNanos - askedNanos;
  }

  /** Returns how long the answer was on its way so far. */
  final long transferNanos() {
    return transferNanos;
  }

  /** Returns how long the request was on its way to the upstream. */
  final long queueNanos() {
    return queueNanos;
  }

  /** Returns the time that no upstream is to blame for: the whole but for the upstream's phases. */
  final long overheadNanos() {
    return queueNanos + waitNanos + finishNanos;
  }

  @Override
  public final Map<String, Long> nanos() {
    Map<String, Long> phases = new LinkedHashMap<>();
    phases.put("queue", queueNanos);
    phases.put("connection_wait", waitNanos);
    phases.put("connect", connectNanos);
    phases.put("first_byte", firstByteNanos);
    phases.put("transfer", transferNanos);
    phases.put("finish", finishNanos);
    return phases;
  }

  @Override
  public Map<String, String> labels() {
    return Map.of();
  }
}
