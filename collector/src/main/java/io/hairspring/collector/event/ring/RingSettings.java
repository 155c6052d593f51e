package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.OverflowPolicy;
import io.hairspring.collector.event.WaitMode;
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
