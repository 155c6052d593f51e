package io.hairspring.collector.internal.ring;

import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/**
 * How a ring is made.
 *
 * @param capacity slots, a power of two
 * @param policy what happens when it is full
 * @param waitMode how the consumer waits
 * @param threads makes the consumer's thread
 * @param clock the time of failures
 */
public record RingSettings(
    int capacity, OverflowPolicy policy, WaitMode waitMode, ThreadFactory threads, Clock clock) {}
