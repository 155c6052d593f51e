package io.hairspring.exposition.config;

/**
 * A value that somebody gave.
 *
 * @param source what to call the place it came from
 * @param line of a file; 0 if it came from elsewhere
 */
record GivenValue(String value, String source, int line) {
  /** Returns the refusal of a setting that was given here and again. */
  ConfigException givenTwice(GivenValue again) {
    if (!source.equals(again.source)) {
      return new ConfigException(
          place() + " and " + again.place() + ": expected one of them, were both");
    }
    return new ConfigException(
        source
            + (line > 0 ? ", lines " + line + " and " + again.line : "")
            + ": expected once, was given twice");
  }

  private String place() {
    return line > 0 ? source + ", line " + line : source;
  }
}
