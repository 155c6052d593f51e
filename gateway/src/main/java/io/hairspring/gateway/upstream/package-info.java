/**
 * An upstream to try the gateway with: three AI providers with several models each, which take
 * their time and sometimes fail, behind a server of its own on loopback.
 */
package io.hairspring.gateway.upstream;
