/**
 * Proxy: asks a Prometheus or VictoriaMetrics the three questions that a dashboard beside the
 * metrics needs, and no other. Whom it asks is set up, never taken from a request; what it asks is
 * checked and bounded. Knows no server; used by the HTTP room.
 */
package io.hairspring.exposition.proxy;
