/**
 * The collector: instruments that a gateway writes and a read side that others render.
 *
 * <p>HdrHistogram declares no module name, so it is required by the name that its file gives it.
 */
@SuppressWarnings("module") // who may use its threads is built after it
module io.hairspring.collector {
  requires com.lmax.disruptor;
  requires transitive HdrHistogram;
  requires static org.jspecify;

  exports io.hairspring.collector;
  exports io.hairspring.collector.source;
  exports io.hairspring.collector.view;
  exports io.hairspring.collector.internal.thread to
      io.hairspring.exposition,
      io.hairspring.runtime,
      io.hairspring.undertow;
}
