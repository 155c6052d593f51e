/**
 * Health: what a process says about itself to probes and to people, from checks and facts that its
 * host hands in. Checks run on threads of this room, beside whoever answers. Knows no HTTP, and
 * never waits for the collector, so that no answer waits behind a scrape. Uses the formats' JSON;
 * used by servers.
 */
@NullMarked
package io.hairspring.exposition.health;

import org.jspecify.annotations.NullMarked;
