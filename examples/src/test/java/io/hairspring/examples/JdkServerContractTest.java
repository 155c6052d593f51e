package io.hairspring.examples;

import io.hairspring.exposition.scrape.ScrapeLimits;
import java.nio.file.Path;

class JdkServerContractTest extends ScrapeContract {
  @Override
  Example start(ScrapeLimits limits, Path folder) throws Exception {
    return JdkServerExample.start(0, limits);
  }
}
