package io.hairspring.gateway.pool;

/**
 * How many connections a pool has.
 *
 * @param active in use
 * @param idle kept for later requests
 * @param opening being opened
 * @param waiting requests that wait for a place, but for those whose connection is being opened
 * @param max how many connections there may be
 */
public record PoolCounts(int active, int idle, int opening, int waiting, int max) {}
