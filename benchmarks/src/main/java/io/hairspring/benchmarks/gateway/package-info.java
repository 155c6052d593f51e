/**
 * What its metrics cost the gateway: mains that ask gateways with and without metrics for the same,
 * over connections to this machine. Know nothing of JMH.
 */
package io.hairspring.benchmarks.gateway;
