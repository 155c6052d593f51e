/**
 * Configuration: reads settings from a properties file, from environment variables and from code,
 * the later before the earlier, and turns them into a collector and a metrics server. What nobody
 * knows is refused with the name that was probably meant; what cannot be used, with its value and
 * what was expected. A host may add keys of its own. Uses the collector and the HTTP room.
 */
package io.hairspring.exposition.config;
