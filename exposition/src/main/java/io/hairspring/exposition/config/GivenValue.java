package io.hairspring.exposition.config;

/**
 * A value that somebody gave.
 *
 * @param source what to call the place it came from
 */
record GivenValue(String value, String source) {}
