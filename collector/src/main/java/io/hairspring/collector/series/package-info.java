/**
 * Series: the label values of an instrument, encoded once, and the table that finds a series by
 * them without allocation. Uses the snapshots; knows no kind of instrument.
 */
package io.hairspring.collector.series;
