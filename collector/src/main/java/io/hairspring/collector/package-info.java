/**
 * The front door: {@link io.hairspring.collector.MetricsCollector}, its configuration, the
 * instruments and the families that hand them out. Uses every other room of the collector; knows no
 * third-party type.
 */
package io.hairspring.collector;
