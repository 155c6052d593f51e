package io.hairspring.exposition.config;

/** Writes settings as a properties file, with comments on where they come from. */
final class ConfigPrint {
  private final ConfigSettings settings;

  ConfigPrint(ConfigSettings settings) {
    this.settings = settings;
  }

  /** Returns a comment and a line for each key. */
  String of(KnownKeys keys) {
    StringBuilder text = new StringBuilder();
    keys.all().forEach(key -> append(text, key));
    return text.toString();
  }

  private void append(StringBuilder text, ConfigKey key) {
    boolean given = settings.has(key);
    text.append("# ")
        .append(given ? "from " + PrintableText.oneLine(settings.source(key)) : "default");
    if (key.secret() && given) {
      text.append(", not shown");
    }
    boolean shown = settings.get(key) != null && !key.secret();
    text.append('\n').append(shown ? "" : "#").append(key.name()).append('=');
    if (shown) {
      settings.get(key).codePoints().forEach(c -> append(text, c));
    }
    text.append('\n');
  }

  /** Appends a character of a value, which has no blanks around it. */
  private static void append(StringBuilder text, int c) {
    if (c == '\\') {
      text.append("\\\\");
    } else if (PrintableText.isHidden(c)) {
      PrintableText.appendEscaped(text, c);
    } else {
      text.appendCodePoint(c);
    }
  }
}
