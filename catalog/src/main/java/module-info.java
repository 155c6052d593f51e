/** The catalogue: ready-made groups of instruments, on the API of the collector. */
module io.hairspring.catalog {
  requires transitive io.hairspring.collector;
  requires static org.jspecify;

  exports io.hairspring.catalog;
}
