/**
 * A small server under load, measured by Hairspring or by a peer: what metrics add to a whole
 * request. {@link io.hairspring.benchmarks.load.GatewayPeers} is a main; it starts a {@link
 * io.hairspring.benchmarks.load.Gateway} in a JVM of its own for each measurement, and is the
 * client.
 */
package io.hairspring.benchmarks.load;
