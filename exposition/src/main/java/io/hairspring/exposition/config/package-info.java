/**
 * Configuration: reads settings from a properties file, from environment variables and from code,
 * the later before the earlier, and says what a collector and a metrics server are to be. What
 * nobody knows is refused with the name that was probably meant; what cannot be used, with its
 * value and what was expected. A host may add keys of its own. Uses the collector; knows no server.
 */
@NullMarked
package io.hairspring.exposition.config;

import org.jspecify.annotations.NullMarked;
