/**
 * Reads which model answered and how many tokens it took out of a JSON reply that streams through.
 * The only room that knows Jackson.
 */
package io.hairspring.gateway.usage;
