/**
 * Figures that somebody else keeps, asked for when somebody reads: what a source declares and where
 * it writes. Knows the read side, whose views describe distributions.
 */
package io.hairspring.collector.pull;
