/**
 * Which of the exemplars given are kept, and for how long. Used by instruments and latency
 * recorders.
 */
package io.hairspring.collector.internal.exemplar;
