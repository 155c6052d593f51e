package io.hairspring.exposition.scrape;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.NameEscaping;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.NameFilter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/**
 * Renders for scrapes that wait, so that those which ask for the same at the same time share one
 * rendering.
 *
 * <p>The rule: the values of an answer were read after the scrape arrived. So a scrape never joins
 * a rendering that has begun; all that arrive meanwhile and ask for the same format and families
 * share the one that follows. Of each such key at most one rendering is under way, and it begins
 * when there is a slot for its answer. One that is stuck keeps its slot, though all who wanted it
 * have left.
 */
final class ScrapeCoalescer {
  private static final Logger LOGGER = System.getLogger(ScrapeCoalescer.class.getName());

  private final BiFunction<MetricsVisitor, Duration, Epoch> collection;
  private final Executor executor;
  private final Deflaters deflaters;
  private final KeptRenderings kept;
  private final ResponseSlots slots;
  private final ScrapeCounts counts;

  /** Who waits, by what they ask for; an entry, maybe empty, for each rendering under way. */
  private final Map<Key, List<Scrape>> waiting = new HashMap<>(); // under the monitor

  /**
   * Creates one that renders.
   *
   * @param collection collects what there is, and asks sources for so long at most
   */
  ScrapeCoalescer(
      BiFunction<MetricsVisitor, Duration, Epoch> collection,
      Executor executor,
      Deflaters deflaters,
      KeptRenderings kept,
      ResponseSlots slots,
      ScrapeCounts counts) {
    this.collection = collection;
    this.executor = executor;
    this.deflaters = deflaters;
    this.kept = kept;
    this.slots = slots;
    this.counts = counts;
  }

  /** Answers later, on another thread; at once, with 503, if too many others wait. */
  void add(Key key, Scrape scrape) {
    int others = join(key, scrape);
    if (others > 0) {
      counts.shared().inc();
    } else if (others < 0 && !slots.take(() -> later(key), key.names() == null)) {
      // Those for all families are few, so a flood of others is not in their way.
      remove(key).forEach(Scrape::refused);
    }
  }

  /** Returns how many others wait for the same rendering; -1 if none of this key is under way. */
  private synchronized int join(Key key, Scrape scrape) {
    List<Scrape> others = waiting.get(key);
    if (others == null) {
      waiting.put(key, new ArrayList<>(List.of(scrape)));
      return -1;
    }
    others.removeIf(Scrape::isOver);
    others.add(scrape);
    return others.size() - 1;
  }

  private synchronized List<Scrape> remove(Key key) {
    return waiting.remove(key);
  }

  /** Has a rendering made on another thread. Whoever calls has a slot for it. */
  private void later(Key key) {
    try {
      executor.execute(() -> render(key));
    } catch (RejectedExecutionException closed) {
      remove(key).forEach(Scrape::refused);
      slots.giveBack();
    } catch (Throwable noThread) {
      remove(key).forEach(Scrape::failed); // or whoever asks for the same would wait for nobody
      slots.giveBack();
      throw noThread;
    }
  }

  private void render(Key key) {
    List<Scrape> scrapes;
    synchronized (this) {
      scrapes = waiting.put(key, new ArrayList<>()); // whoever comes now waits for the next
    }
    try {
      answer(key, scrapes);
    } finally {
      follow(key);
    }
  }

  /** Answers these, and sees to it that the slot is given back when all of them are done. */
  private void answer(Key key, List<Scrape> scrapes) {
    SharedAnswer answer = null;
    try {
      scrapes.removeIf(Scrape::isOver);
      if (!scrapes.isEmpty()) {
        answer = rendered(key, scrapes);
      }
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "could not render", failure);
      scrapes.forEach(Scrape::failed);
    }
    if (answer == null) {
      slots.giveBack();
      return;
    }
    for (Scrape scrape : scrapes) {
      try {
        scrape.answer(answer);
      } catch (RuntimeException | Error failure) { // the others are answered all the same
        LOGGER.log(Level.WARNING, "could not answer a scrape", failure);
      }
    }
  }

  /** Has the next rendering made, if anybody waits for it. */
  private void follow(Key key) {
    synchronized (this) {
      if (waiting.get(key).isEmpty()) {
        waiting.remove(key);
        return;
      }
    }
    slots.take(() -> later(key), true);
  }

  private SharedAnswer rendered(Key key, List<Scrape> scrapes) {
    RendererPool pool = key.pool();
    long startNanos = pool.nanoTime();
    Renderer renderer = pool.take();
    MetricsFormat format = renderer.format();
    MetricsVisitor visitor = key.names() == null ? format : new NameFilter(key.names(), format);
    format.begin(renderer.buffer(), key.escaping());
    Duration budget = Collections.min(scrapes.stream().map(Scrape::sourceBudget).toList());
    format.end(collection.apply(visitor, budget));
    SharedAnswer answer = new SharedAnswer(renderer, scrapes.size(), slots::giveBack);
    if (scrapes.stream().anyMatch(scrape -> answer.isZippedFor(scrape.encoding()))) {
      if (answer.isLong()) {
        answer.zip(kept, key);
      } else {
        answer.zip(deflaters);
      }
    }
    pool.rendered(startNanos);
    return answer;
  }

  /**
   * What a scrape asks for.
   *
   * @param pool what renders the format
   * @param escaping how names are spelled
   * @param names the families; null for all
   */
  record Key(RendererPool pool, NameEscaping escaping, Set<String> names) {}
}
