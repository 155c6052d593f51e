/**
 * Rules: what may be set up, be it a name, a number or a text, and what a message says if it may
 * not. Knows the view alone; the API checks with it.
 */
package io.hairspring.collector.internal.rules;
