package io.hairspring.collector.internal.source;

/**
 * How a source is asked.
 *
 * @param name what its own metrics call it
 * @param limitNanos how long a collection waits for it
 * @param everyNanos how long after one answer it is asked again; 0 to ask it with each collection
 * @param maxAgeNanos how old an answer may be and still be shown
 * @param maxSeries how many series each of its families may have
 * @param maxLabelChars how many chars their label values may have
 */
public record SourceSettings(
    String name,
    long limitNanos,
    long everyNanos,
    long maxAgeNanos,
    int maxSeries,
    int maxLabelChars) {}
