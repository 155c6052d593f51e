/**
 * Proxy: asks a Prometheus or VictoriaMetrics the three questions that a dashboard beside the
 * metrics needs, and no other. Whom it asks is set up, never taken from a request; what it asks is
 * checked and bounded. Knows no server; used by the metrics server.
 */
package io.hairspring.undertow.tsdb;
