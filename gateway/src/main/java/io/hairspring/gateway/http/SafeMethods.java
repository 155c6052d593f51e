package io.hairspring.gateway.http;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** Methods that change nothing, and so may be repeated (RFC 9110, section 9.2.1). */
public final class SafeMethods {
  private SafeMethods() {}

  /** Returns whether this is one of them. */
  public static boolean has(HttpString method) {
    return method.equals(Methods.GET)
        || method.equals(Methods.HEAD)
        || method.equals(Methods.OPTIONS);
  }
}
