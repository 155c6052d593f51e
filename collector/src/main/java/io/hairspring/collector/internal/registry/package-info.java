/**
 * The families of a collector by name, and the turns that collections over them take. Knows series,
 * not which instruments there are.
 */
package io.hairspring.collector.internal.registry;
