package io.hairspring.collector;

import java.time.Instant;

/**
 * A way in which applying events failed.
 *
 * @param type the class of what was thrown
 * @param message its message, cut to 200 characters; empty if it has none
 * @param count how often
 * @param last when last
 */
public record EventFailure(String type, String message, long count, Instant last) {}
