/**
 * What an operator runs beside gateways: {@code top}, which shows in a terminal what the page
 * shows, and {@code hdr}, which adds up the histograms of several. Reads what any metrics server
 * answers, and nothing of the gateway's own rooms.
 */
package io.hairspring.gateway.tools;
