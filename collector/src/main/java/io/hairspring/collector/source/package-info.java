/**
 * Figures that somebody else keeps: what a source is asked for at a scrape, and how it is
 * registered. Knows the view alone.
 */
@NullMarked
package io.hairspring.collector.source;

import org.jspecify.annotations.NullMarked;
