/**
 * The gateway: puts the proxy, the cache, the measuring and the metrics server together, starts
 * them and stops them so that no request in flight is cut off. Uses every other room but the
 * command line, which uses it.
 */
package io.hairspring.gateway;
