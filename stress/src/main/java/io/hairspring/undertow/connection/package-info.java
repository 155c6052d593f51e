/** Races inside the room of open connections. */
package io.hairspring.undertow.connection;
