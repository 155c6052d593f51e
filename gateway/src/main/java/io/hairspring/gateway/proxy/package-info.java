/**
 * The reverse proxy: chooses a route, forwards the request over a bounded pool of kept connections
 * and streams both bodies. Knows Undertow's client; tells whoever observes it what happened, and
 * knows nothing of metrics.
 */
package io.hairspring.gateway.proxy;
