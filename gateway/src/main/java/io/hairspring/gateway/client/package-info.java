/**
 * One connection to a server, over plain sockets or TLS: writes the head of a request, reads the
 * answer to it and nothing else, and tells whether another request may follow. Knows XNIO's
 * channels, and leaves it to its users what is asked of whom.
 */
package io.hairspring.gateway.client;
