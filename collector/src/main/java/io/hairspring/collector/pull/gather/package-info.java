/**
 * Asking sources off the walk: who is asked when, for how long, and what is shown meanwhile. Hidden
 * behind the front door. Knows the room that sources see, the series room and the read side.
 */
package io.hairspring.collector.pull.gather;
