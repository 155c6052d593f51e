/**
 * Spring Boot applications: what a collector, a Micrometer registry, actuator endpoints and a
 * gateway's filters need, made where nobody made it, on Boot 3.5 and 4.
 */
package io.hairspring.spring;
