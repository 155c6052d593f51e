/**
 * What readers and formats see of a collector: families, series and their figures, one after the
 * other, handed to a visitor. Knows no other room.
 */
package io.hairspring.collector.view;
