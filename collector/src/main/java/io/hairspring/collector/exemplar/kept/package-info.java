/**
 * Which of the exemplars given are kept, and for how long. Imports the series, for the way labels
 * are written, and the snapshots; used by the front door and by latency recorders.
 */
package io.hairspring.collector.exemplar.kept;
