/**
 * A Micrometer registry whose meters Hairspring records and shows, under the names, types and
 * labels that Micrometer's Prometheus registry gives them.
 */
package io.hairspring.micrometer;
