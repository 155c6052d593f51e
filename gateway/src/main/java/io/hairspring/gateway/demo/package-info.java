/** Traffic that the gateway sends itself, so that every page shows life at once. */
package io.hairspring.gateway.demo;
