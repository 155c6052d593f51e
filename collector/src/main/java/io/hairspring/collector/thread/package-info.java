/** What the other rooms ask of threads: some of their own, and room on the stack of others. */
package io.hairspring.collector.thread;
