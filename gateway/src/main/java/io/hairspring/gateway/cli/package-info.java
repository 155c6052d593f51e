/**
 * The command line: reads flags and environment variables, says clearly what is wrong with them,
 * starts the gateway and stops it when the process is told to end. The only room that knows
 * picocli.
 */
package io.hairspring.gateway.cli;
