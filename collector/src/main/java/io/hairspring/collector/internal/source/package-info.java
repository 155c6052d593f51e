/**
 * Asks sources beside the walks, each within its own time, and keeps what they told. A walk shows
 * one answer of each.
 */
package io.hairspring.collector.internal.source;
