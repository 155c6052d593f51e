package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Registration;

/**
 * What a registration got.
 *
 * @param registration gives it back
 */
record Registered<I>(SeriesFamily<I> family, Registration registration) {}
