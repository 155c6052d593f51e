/**
 * The instruments: how each kind is made, written, and shown to a visitor. Tells losses to an
 * interface, and knows nothing of the metrics that count them.
 */
package io.hairspring.collector.internal.instrument;
