package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.series.SeriesLabels;
import io.hairspring.collector.view.FamilyView;

/**
 * A family as it was declared. Immutable.
 *
 * @param name what its source calls it, without the collector's prefix
 * @param view how it is shown
 * @param labels the label names of its series
 */
public record Declared(String name, FamilyView view, SeriesLabels labels) {}
