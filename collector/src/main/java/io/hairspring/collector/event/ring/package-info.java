/**
 * The ring: the only room that knows Disruptor. Events go in from any thread; one consumer applies
 * them in batches, and a gate lets a reader take its view between two batches. Uses the event room;
 * knows no instrument.
 */
package io.hairspring.collector.event.ring;
