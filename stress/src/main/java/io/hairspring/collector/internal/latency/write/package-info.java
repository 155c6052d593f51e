/** Races inside the room of the cells, which no caller outside can bring about in good time. */
package io.hairspring.collector.internal.latency.write;
