/**
 * Threads: those that the libraries start, and how much stack a caller has left. Knows no other
 * room.
 */
package io.hairspring.collector.internal.thread;
