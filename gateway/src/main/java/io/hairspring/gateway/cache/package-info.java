/**
 * A small shared cache for answers to GET, by the rules of RFC 9111 and stricter where in doubt.
 * The only room that knows Caffeine.
 */
package io.hairspring.gateway.cache;
