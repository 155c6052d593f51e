/**
 * Exemplars as a caller gives them: labels that lead from a recording to what it was part of, such
 * as a trace. Knows no other room.
 */
package io.hairspring.collector.exemplar;
