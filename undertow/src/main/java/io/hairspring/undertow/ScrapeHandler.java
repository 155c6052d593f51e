package io.hairspring.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.Set;

/**
 * Answers with a walk in the format that the client would rather have. {@code name[]} parameters
 * narrow the answer to the families they name; on a route that wants a name, {@code name} does. The
 * whole answer is in memory before the first byte is sent, so that its values belong to one short
 * instant however slowly it is read. Reads the request on the calling thread, and hands the rest
 * over.
 */
final class ScrapeHandler implements HttpHandler {
  private static final String OPTIONAL = "name[]";
  private static final String REQUIRED = "name";
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 250;

  private final boolean nameRequired;
  private final Scrapes scrapes;
  private final Offers offers;
  private final ServerLimits limits;
  private final ServerMetrics counts;
  private final AnswerPlaces places;

  /** Creates a handler; {@code nameRequired} if it answers only who names a family. */
  ScrapeHandler(boolean nameRequired, Scrapes scrapes, Offers offers, Resources resources) {
    this.nameRequired = nameRequired;
    this.scrapes = scrapes;
    this.offers = offers;
    limits = resources.limits();
    counts = resources.counts();
    places = resources.places();
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    String parameter = nameRequired ? REQUIRED : OPTIONAL;
    Deque<String> names = exchange.getQueryParameters().get(parameter);
    if (names == null ? nameRequired : !areBounded(names)) {
      counts.bad().inc();
      Answers.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          parameter
              + " expected "
              + (nameRequired ? "at least once and " : "")
              + "at most "
              + MOST_NAMES
              + " times, each of at most "
              + LONGEST_NAME
              + " characters");
      return;
    }
    exchange.getResponseHeaders().put(Headers.VARY, offers.vary());
    Set<String> wanted = names == null ? null : Set.copyOf(names);
    Offers.Chosen chosen = offers.choose(exchange);
    Scrapes.Wish wish = new Scrapes.Wish(chosen.renderings(), chosen.escaping(), wanted);
    Scrape scrape = new Scrape(exchange, chosen, limits, counts, places);
    // Once the call has ended: only then may another thread answer.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> scrapes.add(wish, scrape));
  }

  private static boolean areBounded(Deque<String> names) {
    return names.size() <= MOST_NAMES
        && names.stream().allMatch(name -> name.length() <= LONGEST_NAME);
  }
}
