/**
 * What Linux tells in files: pressure stall figures and the limits of control groups, versions 1
 * and 2. Knows what a source is told by, and no more.
 */
package io.hairspring.runtime.linux;
