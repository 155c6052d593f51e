/** What tests of several modules need: waiting with a bound, and certificates. Knows no module. */
package io.hairspring.testing;
