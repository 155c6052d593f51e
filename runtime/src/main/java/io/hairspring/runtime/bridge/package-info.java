/**
 * The bridges from and to client_java: its collectors beside ours in one answer of ours, and ours
 * in a registry of its. The only room that knows client_java's snapshots.
 */
@NullMarked
package io.hairspring.runtime.bridge;

import org.jspecify.annotations.NullMarked;
