/**
 * Undertow: the metrics server and its routes, and the handler that measures a host's own requests.
 * The only module that knows Undertow. Renders and runs health checks on threads of its own, never
 * on those that carry a host's requests. Uses the exposition and the room of connections.
 */
@NullMarked
package io.hairspring.undertow;

import org.jspecify.annotations.NullMarked;
