/**
 * The command line: reads flags, environment variables and a file, says clearly what is wrong with
 * them, starts the gateway and stops it when the process is told to end. The only room that knows
 * picocli.
 */
package io.hairspring.gateway.cli;
