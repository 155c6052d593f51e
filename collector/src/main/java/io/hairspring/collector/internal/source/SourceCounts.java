package io.hairspring.collector.internal.source;

/** Is told what happens to one source. Any thread. */
public interface SourceCounts {
  /** The source threw. */
  void failed();

  /** A collection went on without the answer, or a refresh took longer than its limit. */
  void timedOut();

  /** An answer came after its limit. */
  void late();

  /** A series was refused. */
  void refused();

  /** A label value or a state of a family has half of a surrogate pair. */
  void malformed(String family);
}
