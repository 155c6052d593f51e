package io.hairspring.gateway.http;

import java.io.IOException;

/** What came is no HTTP message, or one whose end nobody can tell. */
public final class BadMessageException extends IOException {
  private static final long serialVersionUID = 1;

  /** Creates one without a stack trace: any peer can cause it. */
  public BadMessageException(String message) {
    super(message);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
