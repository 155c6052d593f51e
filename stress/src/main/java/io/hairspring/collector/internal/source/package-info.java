/** Races inside the room that asks sources. */
package io.hairspring.collector.internal.source;
