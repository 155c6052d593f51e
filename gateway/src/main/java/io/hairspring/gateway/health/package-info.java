/**
 * Whether upstreams are well: judges them by their answers and, where a path is given, by asking
 * for it; tells the health routes, and the log at a bounded rate.
 */
package io.hairspring.gateway.health;
