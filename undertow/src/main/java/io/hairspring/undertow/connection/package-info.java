/**
 * Open connections: how many a server has, whom it lets in when there are enough, and why each of
 * them ended before its request was answered. Used by the metrics server and by servers that carry
 * requests, and knows neither.
 */
package io.hairspring.undertow.connection;
