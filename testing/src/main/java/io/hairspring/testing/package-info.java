/**
 * What tests of several modules need: waiting with a bound, certificates, what set-up throws, and
 * what documents show. Knows no other module.
 */
package io.hairspring.testing;
