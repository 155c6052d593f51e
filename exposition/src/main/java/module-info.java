/**
 * Exposition: formats, what clients accept, health and settings, for whatever server a host has.
 */
@SuppressWarnings("module") // who may use its parsing of headers is built after it
module io.hairspring.exposition {
  requires transitive io.hairspring.collector;
  requires static org.jspecify;

  exports io.hairspring.exposition.config;
  exports io.hairspring.exposition.format;
  exports io.hairspring.exposition.health;
  exports io.hairspring.exposition.negotiation to
      io.hairspring.undertow;
  exports io.hairspring.exposition.scrape;
}
