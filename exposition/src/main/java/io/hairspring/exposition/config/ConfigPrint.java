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
    String name = key.name();
    boolean given = settings.has(name);
    text.append("# ").append(given ? "from " + settings.source(name) : "default");
    if (key.secret() && given) {
      text.append(", not shown");
    }
    boolean shown = settings.get(name) != null && !key.secret();
    text.append('\n').append(shown ? "" : "#").append(name).append('=');
    text.append(shown ? escaped(settings.get(name)) : "").append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replaceAll("\\p{Cntrl}", "?");
  }
}
