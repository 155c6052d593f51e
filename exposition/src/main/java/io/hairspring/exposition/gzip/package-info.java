/**
 * Gzip: deflates a large text chunk by chunk, and keeps what did not change. Bytes in, bytes out:
 * knows no other room.
 */
package io.hairspring.exposition.gzip;
