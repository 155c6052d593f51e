package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.nio.file.Path;

class ServletContractTest extends ScrapeContract {
  @Override
  Example start(ScrapeLimits limits, Path folder) throws Exception {
    return ServletFilterExample.start(0, folder, limits);
  }
}
