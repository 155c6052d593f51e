/**
 * Puts the rooms of a collector together, behind the one type that the API knows of here. All that
 * lies below is public for other rooms of this module; the module shows none of it to users.
 */
package io.hairspring.collector.internal;
