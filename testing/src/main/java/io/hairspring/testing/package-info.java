/**
 * What tests of several modules need: waiting with a bound, certificates, and what set-up throws.
 * Knows no other module.
 */
package io.hairspring.testing;
