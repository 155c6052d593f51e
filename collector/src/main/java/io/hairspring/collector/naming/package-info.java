/**
 * Names: what metrics and labels may be called, and which names would emit the same line. Decides
 * when an instrument is made, never while one is written. Knows the terms of the read side alone.
 */
package io.hairspring.collector.naming;
