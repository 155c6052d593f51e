/**
 * Series by label values: how one is found, made, bounded, and written down once as bytes. Knows
 * the view, not what a series holds.
 */
package io.hairspring.collector.internal.series;
