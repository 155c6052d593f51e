/** Races inside the room that asks sources. */
package io.hairspring.collector.pull.gather;
