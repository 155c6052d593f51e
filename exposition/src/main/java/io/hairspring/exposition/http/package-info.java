/**
 * HTTP: the metrics server and its routes, and the handler that measures a host's own requests. The
 * only room that knows Undertow. Renders and runs health checks on threads of its own, never on
 * those that carry a host's requests. Uses the formats, the negotiation, the health room and the
 * room of connections.
 */
package io.hairspring.exposition.http;
