package io.hairspring.exposition.format;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Properties whose metrics the parsers of other projects read; these run while they do. */
abstract class ReadByParsers {
  static EveryFormat formats;

  @BeforeContainer
  static void startParsers() throws Exception {
    formats = EveryFormat.start();
  }

  @AfterContainer
  static void stopParsers() {
    if (formats != null) { // the parsers are installed
      formats.close();
    }
  }
}
