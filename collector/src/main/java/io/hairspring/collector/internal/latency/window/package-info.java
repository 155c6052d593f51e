/**
 * What a latency recorder held when steps of its windows ended. The clock adds, readers look up.
 */
package io.hairspring.collector.internal.latency.window;
