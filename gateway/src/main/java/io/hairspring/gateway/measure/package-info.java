/**
 * The gateway's own instruments: upstream calls by provider and model, tokens, cache, build and
 * uptime. Hears from the proxy and the cache through their observers, so that neither knows of
 * metrics.
 */
package io.hairspring.gateway.measure;
