/**
 * What HTTP/1.1 allows and forbids, as RFC 9110 and RFC 9112 say it: where a message ends, which
 * headers are about one connection only, which requests a gateway passes on. Pure functions and
 * readers of bytes; knows no channel.
 */
package io.hairspring.gateway.http;
