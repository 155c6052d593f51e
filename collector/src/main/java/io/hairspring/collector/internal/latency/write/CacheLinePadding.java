package io.hairspring.collector.internal.latency.write;

/**
 * 64 bytes before the fields of a subclass, so that with the object header none of them shares a
 * cache line with the object before. The JVM lays out a superclass first.
 */
@SuppressWarnings("unused")
abstract class CacheLinePadding {
  private int gap; // beside the header, where the JVM would put an int of the subclass
  private long pad0;
  private long pad1;
  private long pad2;
  private long pad3;
  private long pad4;
  private long pad5;
  private long pad6;
  private long pad7;
}
