/**
 * Real programs that tests start on loopback and stop again: the scrapers and parsers of other
 * projects. Knows nothing of the gateway.
 */
package io.hairspring.gateway.real;
