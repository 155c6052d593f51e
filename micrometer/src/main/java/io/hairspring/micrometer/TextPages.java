package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;

/**
 * All that a collector shows, in the Prometheus text format 0.0.4, made anew for whoever asks. Any
 * thread.
 */
final class TextPages {
  private final MetricsCollector metrics;
  private final MeterTime time;

  // What the last page was made in, for the next, as long as memory is not short. Whoever asks
  // takes it out meanwhile, so two never share one.
  private final AtomicReference<SoftReference<TextPage>> kept = new AtomicReference<>();

  TextPages(MetricsCollector metrics, MeterTime time) {
    this.metrics = metrics;
    this.time = time;
  }

  String text() {
    TextPage page = render();
    String text = page.bytes.toString();
    keep(page);
    return text;
  }

  /** Writes the page in UTF-8, which takes no memory for it. */
  void writeTo(OutputStream out) throws IOException {
    TextPage page = render();
    page.bytes.writeTo(out);
    keep(page);
  }

  private TextPage render() {
    time.reading();
    SoftReference<TextPage> reference = kept.getAndSet(null);
    TextPage known = reference == null ? null : reference.get();
    TextPage page = known == null ? new TextPage() : known;
    page.bytes.clear();
    page.format.begin(page.bytes);
    page.format.end(metrics.visit(page.format));
    return page;
  }

  private void keep(TextPage page) {
    kept.set(new SoftReference<>(page));
  }

  /** A page's bytes, and its format, which keeps how the names of families are spelled. */
  private static final class TextPage {
    private final PrometheusText format = new PrometheusText();
    private final Utf8Buffer bytes = new Utf8Buffer();
  }
}
