/**
 * What a collector tells of itself. Made of instruments, as users' metrics are; no other room but
 * the one above knows it.
 */
package io.hairspring.collector.internal.self;
