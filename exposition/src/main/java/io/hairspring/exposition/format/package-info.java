/**
 * Formats: what a collection of a collector looks like as bytes. A format is a visitor that writes
 * UTF-8 into a buffer it is given; it touches no instrument and knows no HTTP. Uses the collector's
 * read side alone; used by the health room and by servers.
 */
@NullMarked
package io.hairspring.exposition.format;

import org.jspecify.annotations.NullMarked;
