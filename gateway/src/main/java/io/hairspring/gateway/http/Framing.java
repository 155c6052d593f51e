package io.hairspring.gateway.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/** Where the body of a message ends (RFC 9112, section 6.3): after so many bytes, or as below. */
public final class Framing {
  /** With the last chunk. */
  public static final long CHUNKED = -1;

  /** With the connection. */
  public static final long UNTIL_CLOSE = -2;

  /** The headers contradict each other. */
  public static final long CONTRADICTING = -3;

  /** The headers name a transfer coding other than chunked. */
  public static final long UNKNOWN_CODING = -4;

  private static final int MOST_DIGITS = 18;

  private Framing() {}

  /** Returns where the body of a request ends; one that says nothing of it has none. */
  public static long ofRequest(boolean http10, HeaderMap headers) {
    long declared = declared(http10, headers);
    return declared == UNTIL_CLOSE ? 0 : declared;
  }

  /** Returns where the body of a final answer ends; whether there is one the status says first. */
  public static long ofAnswer(HttpString method, int status, boolean http10, HeaderMap headers) {
    boolean bodiless =
        method.equals(Methods.HEAD)
            || status == StatusCodes.NO_CONTENT
            || status == StatusCodes.NOT_MODIFIED;
    return bodiless ? 0 : declared(http10, headers);
  }

  private static long declared(boolean http10, HeaderMap headers) {
    HeaderValues codings = headers.get(Headers.TRANSFER_ENCODING);
    HeaderValues lengths = headers.get(Headers.CONTENT_LENGTH);
    if (codings == null) {
      return lengths == null ? UNTIL_CLOSE : length(lengths);
    }
    if (lengths != null || http10) { // two ends, or a coding that the version does not know
      return CONTRADICTING;
    }
    boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    return chunked ? CHUNKED : UNKNOWN_CODING;
  }

  /** Returns the one length that all lines name; negative if they do not. */
  public static long length(HeaderValues lines) {
    String first = lines.getFirst();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).equals(first)) {
        return CONTRADICTING;
      }
    }
    if (first.isEmpty() || first.length() > MOST_DIGITS) {
      return CONTRADICTING;
    }
    long length = 0;
    for (int i = 0; i < first.length(); i++) {
      char digit = first.charAt(i);
      if (digit < '0' || digit > '9') {
        return CONTRADICTING;
      }
      length = 10 * length + digit - '0';
    }
    return length;
  }
}
