package io.hairspring.undertow;

import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.MetricsVisitor;
import io.hairspring.collector.snapshot.NameEscaping;
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
 * share the one that follows. Of each such wish at most one rendering is under way, and there are
 * only so many wishes at a time: one that is stuck keeps its place, though all who had it have
 * left. A rendering begins when there is a place for its answer.
 */
final class Scrapes {
  private static final Logger LOGGER = System.getLogger(Scrapes.class.getName());

  private final BiFunction<MetricsVisitor, Duration, Epoch> walk;
  private final Executor executor;
  private final Deflaters deflaters;
  private final AnswerPlaces places;
  private final int mostWishes;
  private final ServerMetrics counts;

  /** Who waits, by what they wish; an entry, maybe empty, for each rendering under way. */
  private final Map<Wish, List<Scrape>> waiting = new HashMap<>(); // under the monitor

  /**
   * Creates one that renders.
   *
   * @param walk goes over what is collected, and asks sources for so long at most
   */
  Scrapes(BiFunction<MetricsVisitor, Duration, Epoch> walk, Resources resources) {
    this.walk = walk;
    executor = resources.threads().rendering();
    deflaters = resources.deflaters();
    places = resources.places();
    mostWishes = resources.limits().wishes();
    counts = resources.counts();
  }

  /** Answers later, on another thread; at once, with 503, if there are too many wishes. */
  void add(Wish wish, Scrape scrape) {
    scrape.await();
    switch (join(wish, scrape)) {
      case FIRST -> later(wish);
      case SHARED -> counts.shared().inc();
      case REFUSED -> scrape.refused();
      case NEXT -> {} // follows what is under way
    }
  }

  private synchronized Joined join(Wish wish, Scrape scrape) {
    List<Scrape> others = waiting.get(wish);
    if (others == null) {
      // Those for all families are few, so a flood of others is not in their way.
      if (wish.names() != null && waiting.size() >= mostWishes) {
        return Joined.REFUSED;
      }
      waiting.put(wish, new ArrayList<>(List.of(scrape)));
      return Joined.FIRST;
    }
    others.removeIf(Scrape::isOver);
    others.add(scrape);
    return others.size() > 1 ? Joined.SHARED : Joined.NEXT;
  }

  private void render(Wish wish) {
    if (!places.take(() -> later(wish))) {
      return; // more scrapes may join meanwhile
    }
    try {
      List<Scrape> scrapes;
      synchronized (this) {
        scrapes = waiting.put(wish, new ArrayList<>()); // whoever comes now waits for the next
      }
      answer(wish, scrapes);
    } finally {
      follow(wish);
    }
  }

  /** Answers these, and sees to it that the place is given back when all of them are done. */
  private void answer(Wish wish, List<Scrape> scrapes) {
    SharedAnswer answer = null;
    try {
      scrapes.removeIf(Scrape::isOver);
      if (!scrapes.isEmpty()) {
        answer = rendered(wish, scrapes);
      }
    } catch (RuntimeException | Error failure) {
      LOGGER.log(Level.WARNING, "could not render", failure);
      scrapes.forEach(Scrape::failed);
    }
    if (answer == null) {
      places.giveBack();
      return;
    }
    for (Scrape scrape : scrapes) {
      try {
        scrape.answer(answer);
      } catch (RejectedExecutionException closed) {
        LOGGER.log(Level.DEBUG, "closed while a scrape was answered", closed);
      } catch (RuntimeException | Error failure) { // the others are answered all the same
        LOGGER.log(Level.WARNING, "could not answer a scrape", failure);
      }
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
    later(wish);
  }

  private void later(Wish wish) {
    try {
      executor.execute(() -> render(wish));
    } catch (RejectedExecutionException closed) {
      LOGGER.log(Level.DEBUG, "closed while scrapes waited", closed); // so are their connections
    } catch (Throwable noThread) {
      List<Scrape> left;
      synchronized (this) {
        left = waiting.remove(wish); // or whoever wishes the same would wait for nobody
      }
      left.forEach(Scrape::failed);
      throw noThread;
    }
  }

  private SharedAnswer rendered(Wish wish, List<Scrape> scrapes) {
    FormatMetrics measured = wish.renderings().measured();
    long startNanos = measured.nanoTime();
    Renderings.Rendering rendering = wish.renderings().take();
    MetricsFormat format = rendering.format();
    MetricsVisitor visitor = wish.names() == null ? format : new NameFilter(wish.names(), format);
    format.begin(rendering.buffer(), wish.escaping());
    Duration budget = Collections.min(scrapes.stream().map(Scrape::pullBudget).toList());
    format.end(walk.apply(visitor, budget));
    SharedAnswer answer =
        new SharedAnswer(
            rendering,
            scrapes.size(),
            () -> {
              wish.renderings().giveBack(rendering);
              places.giveBack();
            });
    if (scrapes.stream().anyMatch(scrape -> answer.isZippedFor(scrape.encoding()))) {
      answer.zip(deflaters);
    }
    measured.rendered(startNanos);
    return answer;
  }

  /** How a scrape stands to others of the same wish. */
  private enum Joined {
    FIRST,
    NEXT,
    SHARED,
    REFUSED
  }

  /**
   * What a scrape asks for.
   *
   * @param renderings those of the format
   * @param escaping how names are spelled
   * @param names the families; null for all
   */
  record Wish(Renderings renderings, NameEscaping escaping, Set<String> names) {}
}
