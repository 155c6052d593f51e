/**
 * The read side: what a visitor is shown of families and series. Formats are written against this
 * room alone and touch no instrument. Knows no other room.
 */
package io.hairspring.collector.snapshot;
