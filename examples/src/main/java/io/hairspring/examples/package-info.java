/**
 * Hairspring inside servers of other projects: each file measures every request and shows the
 * metrics. To be read and copied; not published.
 */
package io.hairspring.examples;
