/**
 * What readers and formats see of a collector: families, series and their figures, one after the
 * other, handed to a visitor. Knows no other room.
 */
@NullMarked
package io.hairspring.collector.view;

import org.jspecify.annotations.NullMarked;
