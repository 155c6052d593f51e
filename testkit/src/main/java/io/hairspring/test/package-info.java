/**
 * For tests of code that measures with Hairspring: looks at what a collector holds without making
 * series, asserts it, and moves time by hand. Needs no test framework.
 */
@NullMarked
package io.hairspring.test;

import org.jspecify.annotations.NullMarked;
