package io.hairspring.gateway.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;

/**
 * The head of an answer.
 *
 * @param http10 whether it is of HTTP/1.0 and not of a later HTTP/1
 * @param headers in their order, names as they were sent
 */
public record Answer(int status, boolean http10, HeaderMap headers) {
  private static final int FIRST_FINAL = 200;
  private static final int SWITCHING = 101;

  /** Returns whether another head follows, and nothing of a body. */
  public boolean isInterim() {
    return status < FIRST_FINAL && status != SWITCHING;
  }

  /** Returns whether the connection speaks another protocol from now on. */
  public boolean isSwitch() {
    return status == SWITCHING;
  }

  /** Returns whether the connection lives on after this answer, if its framing lets it. */
  public boolean keepsConnection() {
    Set<HttpString> options = HeaderRules.options(headers.get(Headers.CONNECTION));
    return http10 ? options.contains(Headers.KEEP_ALIVE) : !options.contains(Headers.CLOSE);
  }
}
