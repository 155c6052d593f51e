/**
 * A Micrometer registry whose meters Hairspring records and shows, under the names, types and
 * labels that Micrometer's Prometheus registry gives them.
 */
@NullMarked
package io.hairspring.micrometer;

import org.jspecify.annotations.NullMarked;
