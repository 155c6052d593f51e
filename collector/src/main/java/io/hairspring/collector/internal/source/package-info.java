/**
 * Asks sources beside the collections, each within its own time, and keeps what they told. A
 * collection shows one answer of each.
 */
package io.hairspring.collector.internal.source;
