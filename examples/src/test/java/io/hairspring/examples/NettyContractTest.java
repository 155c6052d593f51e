package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.nio.file.Path;

class NettyContractTest extends ScrapeContract {
  @Override
  Example start(ScrapeLimits limits, Path folder) throws Exception {
    return NettyExample.start(0, limits);
  }
}
