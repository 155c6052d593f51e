package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.nio.file.Path;

class UndertowContractTest extends ScrapeContract {
  @Override
  Example start(ScrapeLimits limits, Path folder) throws Exception {
    return UndertowExample.start(0);
  }

  @Override
  String path() {
    return "/internal/metrics";
  }

  /** Its limits are those of every server, which the tests of its own module fill. */
  @Override
  void clientsThatDoNotReadAreDisconnectedWhereOthersWait() {}
}
