/**
 * The bridge from client_java: its collectors beside ours in one answer. The only room that knows
 * client_java's snapshots.
 */
package io.hairspring.runtime.bridge;
