package io.hairspring.exposition.http;

import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.exposition.format.MetricsFormat;
import io.hairspring.exposition.format.NameFilter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Renders for scrapes that wait, so that those which ask for the same at the same time share one
 * rendering.
 *
 * <p>The rule: the values of an answer were read after the scrape arrived. So a scrape never joins
 * a rendering that has begun; all that arrive meanwhile and ask for the same format and families
 * share the one that follows. Of each such wish at most one rendering is under way.
 */
final class Scrapes {
  private static final Logger LOGGER = System.getLogger(Scrapes.class.getName());

  private final Walk walk;
  private final Executor executor;
  private final Deflaters deflaters;
  private final ScrapeCounts counts;

  /** Who waits, by what they wish; an entry, maybe empty, for each rendering under way. */
  private final Map<Wish, List<Scrape>> waiting = new HashMap<>(); // under the monitor

  Scrapes(Walk walk, Executor executor, Deflaters deflaters, ScrapeCounts counts) {
    this.walk = walk;
    this.executor = executor;
    this.deflaters = deflaters;
    this.counts = counts;
  }

  /** Answers later, on another thread. */
  void add(Wish wish, Scrape scrape) {
    scrape.await();
    boolean first;
    synchronized (this) {
      List<Scrape> others = waiting.get(wish);
      first = others == null;
      if (first) {
        others = new ArrayList<>();
        waiting.put(wish, others);
      } else if (!others.isEmpty()) {
        counts.shared().increment();
      }
      others.add(scrape);
    }
    if (first) {
      executor.execute(() -> render(wish));
    }
  }

  private void render(Wish wish) {
    List<Scrape> scrapes;
    synchronized (this) {
      scrapes = waiting.put(wish, new ArrayList<>()); // whoever comes now waits for the next
    }
    scrapes.removeIf(Scrape::isOver);
    try {
      if (!scrapes.isEmpty()) {
        SharedAnswer answer = rendered(wish, scrapes);
        scrapes.forEach(scrape -> scrape.answer(answer));
      }
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "could not render", failure);
      scrapes.forEach(Scrape::failed);
    } finally {
      follow(wish);
    }
  }

  /** Has the next rendering made, if anybody waits for it. */
  private void follow(Wish wish) {
    synchronized (this) {
      if (waiting.get(wish).isEmpty()) {
        waiting.remove(wish);
        return;
      }
    }
    executor.execute(() -> render(wish));
  }

  private SharedAnswer rendered(Wish wish, List<Scrape> scrapes) {
    Renderings.Rendering rendering = wish.renderings().take();
    MetricsFormat format = rendering.format();
    MetricsVisitor visitor = wish.names() == null ? format : new NameFilter(wish.names(), format);
    format.begin(rendering.buffer());
    format.end(walk.over(visitor));
    SharedAnswer answer = new SharedAnswer(wish.renderings(), rendering, scrapes.size());
    if (scrapes.stream().anyMatch(scrape -> answer.isZippedFor(scrape.encoding()))) {
      answer.zip(deflaters);
    }
    return answer;
  }

  /**
   * What a scrape asks for.
   *
   * @param renderings those of the format
   * @param names the families; null for all
   */
  record Wish(Renderings renderings, Set<String> names) {}
}
