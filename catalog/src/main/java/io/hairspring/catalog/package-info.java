/**
 * The catalogue: ready-made groups of instruments for what gateways and services usually measure,
 * each a small class with methods of its domain. A group has names of its own; {@link
 * io.hairspring.catalog.GroupSettings} gives it those of an existing system. Uses the API of the
 * collector alone, as any embedder could.
 */
@NullMarked
package io.hairspring.catalog;

import org.jspecify.annotations.NullMarked;
