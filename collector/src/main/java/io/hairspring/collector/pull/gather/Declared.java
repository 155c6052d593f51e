package io.hairspring.collector.pull.gather;

import io.hairspring.collector.series.SeriesLabels;
import io.hairspring.collector.snapshot.FamilyView;

/**
 * A family as it was declared. Immutable.
 *
 * @param name what its source calls it, without the collector's prefix
 * @param view how it is shown
 * @param labels the label names of its series
 */
public record Declared(String name, FamilyView view, SeriesLabels labels) {}
