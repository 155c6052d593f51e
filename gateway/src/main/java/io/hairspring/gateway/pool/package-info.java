/**
 * The connections to an upstream: how many there may be, which are kept, and who waits for one.
 * Leaves it to the connections what HTTP is.
 */
package io.hairspring.gateway.pool;
