/**
 * What a request tells its upstream of its way: who asked, whom to believe it, and the mark by
 * which a gateway finds its own requests again.
 */
package io.hairspring.gateway.forwarded;
