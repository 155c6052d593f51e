/**
 * What a caller chooses and sees of an event ring: what happens when it is full, how its consumer
 * waits, and what failed. Knows no other room.
 */
package io.hairspring.collector.event;
