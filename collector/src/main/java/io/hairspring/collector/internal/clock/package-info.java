/**
 * Time as windows see it: when a window's step ends, and where its start stands. Only the clock
 * moves a window; whoever reads is told where it stands.
 */
package io.hairspring.collector.internal.clock;
