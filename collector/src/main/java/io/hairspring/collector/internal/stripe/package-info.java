/**
 * Stripes: cells with one writer each. A thread leases a stripe, writes only cells that it alone
 * writes, and cells only ever grow; whoever reads adds the stripes up. Knows no other room but that
 * of threads.
 */
package io.hairspring.collector.internal.stripe;
