/**
 * Health: what a process says about itself to probes and to people, from facts that its host hands
 * in. Knows no HTTP and takes no lock of the collector, so that no answer waits behind a scrape.
 * Uses the formats' JSON; used by the HTTP room.
 */
package io.hairspring.exposition.health;
