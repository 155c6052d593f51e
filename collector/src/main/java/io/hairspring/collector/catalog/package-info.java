/**
 * The catalogue: ready-made groups of instruments for what gateways and services usually measure,
 * each a small class with methods of its domain. A group has names of its own; {@link
 * io.hairspring.collector.catalog.GroupSettings} gives it those of an existing system. Uses the
 * front door alone, as any embedder could; nothing else of the collector knows it.
 */
package io.hairspring.collector.catalog;
