/**
 * The API: what an application writes and sets up, and nothing else. {@link MetricsCollector}
 * creates everything; it alone knows the rooms behind, {@code internal}. What readers see is in
 * {@code view}, what others keep comes through {@code source}.
 */
@NullMarked
package io.hairspring.collector;

import org.jspecify.annotations.NullMarked;
