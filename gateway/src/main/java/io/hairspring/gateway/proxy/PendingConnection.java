package io.hairspring.gateway.proxy;

/** A connection that was asked for. */
interface PendingConnection {
  /** Says that nobody wants it any more; without effect once its borrower was told anything. */
  void callOff();
}
