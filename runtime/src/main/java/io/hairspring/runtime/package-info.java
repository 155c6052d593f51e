/**
 * What the JVM, the process and its container tell, under the names that dashboards know. Knows the
 * front door of the collector, the bridge, and client_java's instrumentation of the JVM.
 */
@NullMarked
package io.hairspring.runtime;

import org.jspecify.annotations.NullMarked;
