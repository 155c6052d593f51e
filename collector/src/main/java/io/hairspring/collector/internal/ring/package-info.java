/**
 * The event ring: from a caller's copy to a batch that is applied, and the gates that keep readers
 * from seeing half an event. The only room that knows the Disruptor.
 */
package io.hairspring.collector.internal.ring;
