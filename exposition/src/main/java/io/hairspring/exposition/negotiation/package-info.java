/**
 * Negotiation: which of the representations on offer a client would rather have, by RFC 9110 (12.4,
 * 12.5). Text in, a choice out. Knows no other room and nothing of HTTP servers.
 */
package io.hairspring.exposition.negotiation;
