/**
 * Five services that move to Hairspring, each set up through the public API alone, driven, and
 * scraped over HTTP: every metric, label, bucket and route that it had before.
 */
package io.hairspring.systems;
