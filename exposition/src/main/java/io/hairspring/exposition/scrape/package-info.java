/**
 * Scrapes, for whatever server a host has: {@link io.hairspring.exposition.scrape.ScrapeService}
 * negotiates, coalesces, renders and compresses behind a request and an answer of a few methods, on
 * threads of its own and within limits of memory and time. Knows formats and negotiation, and no
 * server.
 */
@NullMarked
package io.hairspring.exposition.scrape;

import org.jspecify.annotations.NullMarked;
