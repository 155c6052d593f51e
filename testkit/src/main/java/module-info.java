/** A test kit: what a collector holds, looked up and asserted, and a clock that a test moves. */
module io.hairspring.test {
  requires transitive io.hairspring.collector;
  requires io.hairspring.exposition;
  requires static org.jspecify;

  exports io.hairspring.test;
}
