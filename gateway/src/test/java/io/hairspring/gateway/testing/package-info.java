/** What several tests of the gateway need: started gateways, upstreams that misbehave, scrapes. */
package io.hairspring.gateway.testing;
