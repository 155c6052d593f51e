/** Faults on both sides of a gateway at once, at random, for as long as one likes. */
package io.hairspring.gateway.soak;
