/**
 * For tests of code that measures with Hairspring: looks at what a collector holds without making
 * series, asserts it, and moves time by hand. Needs no test framework.
 */
package io.hairspring.test;
